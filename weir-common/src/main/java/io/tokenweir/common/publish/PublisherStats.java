package io.tokenweir.common.publish;

/**
 * Counts since the start.
 *
 * @param failed given up: refused, timed out, or without room in memory and on disk
 * @param waiting handed over, but neither acknowledged nor failed yet; those on disk included
 * @param blockedNanos time for which the publisher's own thread waited for the producer (buffers, metadata)
 * @param onDisk of those that wait, on disk
 * @param spilled all that ever waited on disk
 */
public record PublisherStats(
        long acknowledged, long failed, long waiting, long blockedNanos, long onDisk, long spilled) {
    /** Of a publisher that was given nothing. */
    public static final PublisherStats NOTHING = new PublisherStats(0, 0, 0, 0, 0, 0);
}
