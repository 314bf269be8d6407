package io.tokenweir.protocol.provider;

import java.util.Set;

/**
 * Decodes the body of one streamed answer, in pieces of any size, and remembers what it said.
 *
 * <p>Not thread-safe. Reused from answer to answer with {@link #reset}. After {@link #malformed} or {@link #error} is set,
 * further bytes are ignored.
 */
public interface StreamDecoder {
    void reset();

    /** Takes body bytes; calls the sink once per generated delta that they complete. */
    void feed(byte[] bytes, int offset, int length, ArrivalSink sink);

    /**
     * Asked between the chunks of a chunked body, before the size of the next is looked at: how many bytes of whole chunks
     * stand there, from their sizes to the line ends behind them, that hold one event each which needs no further look. They
     * are passed over, and the sink is told of their deltas.
     *
     * @return 0 when there is none
     */
    default int knownChunks(byte[] bytes, int at, int end, ArrivalSink sink) {
        return 0;
    }

    /**
     * The answer is over, in order: looks whether what is left is an end or an error whose last line end is missing. A delta
     * left over is none that arrived.
     */
    void end();

    /** Gives back the memory of an event that broke off; nothing more is fed before {@link #reset}. */
    void letGo();

    /** Whether the stream said that it was over. */
    boolean sawEnd();

    /** What could not be read, in a sentence; null when all could. */
    String malformed();

    /** The error that came inside the stream; null when there was none. */
    ErrorBody error();

    /** Last finish reason; null when there was none. */
    String finishReason();

    /** Last usage; null when there was none. */
    Usage usage();

    /** The answer's id; null when it had none. */
    String id();

    /** The model that the answer names; null when it named none. */
    String model();

    /** Which of a scenario's own conditions held in the stream. */
    default Set<String> marks() {
        return Set.of();
    }
}
