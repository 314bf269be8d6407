package io.tokenweir.common.publish;

/**
 * Counts since the start.
 *
 * @param waiting handed over, but neither acknowledged nor failed yet
 * @param longestBlockNanos longest time that the publisher's own thread waited for producer buffers
 */
public record PublisherStats(long acknowledged, long failed, long waiting, long longestBlockNanos) {}
