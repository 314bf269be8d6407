package io.tokenweir.protocol.provider;

import java.util.Map;
import java.util.Set;

/** How one provider's API is spoken: where requests go, what they look like, how answers are read. Immutable, thread-safe. */
public interface ProviderAdapter {
    /**
     * Path of a request, with its leading slash, and the query if there is one.
     *
     * @param basePath path of the target's base URL, without a slash at its end
     */
    String path(String basePath, String model);

    /** HTTP method of a request. */
    default String method() {
        return "POST";
    }

    /** Type of a request's body; null when it has none. */
    default String contentType() {
        return "application/json";
    }

    /** Whether requests need a key, if only one that stands for none. */
    default boolean needsKey() {
        return true;
    }

    /** Headers that carry the key. */
    Map<String, String> authorization(String key);

    /** The JSON body of a request. */
    byte[] body(ChatRequest request);

    /** Fills in what differs from request to request; null where nothing does. */
    default RequestFilling filling() {
        return null;
    }

    /** A recorded JSON body, to be sent again; throws {@link IllegalArgumentException} unless it is a JSON object. */
    RecordedBody recorded(String json);

    /**
     * A decoder for one answer at a time; reusable.
     *
     * @param shapes that all decoders of one thread may share, if they are of one API
     */
    StreamDecoder newDecoder(EventShapes shapes);

    /** A decoder that shares nothing. */
    default StreamDecoder newDecoder() {
        return newDecoder(new EventShapes());
    }

    /** What an error body says; {@link ErrorBody#NONE} when it says nothing that can be read. */
    default ErrorBody error(byte[] body, int length) {
        return AnswerBodies.error(body, length);
    }

    /** Usage and finish reason of an answer that was not streamed; null when the body is none of this provider's. */
    WholeAnswer wholeAnswer(byte[] body, int length);

    /** What {@link #wholeAnswer} reads, for a sentence about a body that is none. */
    default String wholeAnswerInWords() {
        return "a completion";
    }

    /** The answer's text in the bytes of a stream or of a whole body, for whoever must send it back; not for the measured path. */
    default String answerText(byte[] answer, int length) {
        return AnswerText.of(answer, length);
    }

    /** Which of a scenario's own conditions hold for a body that is no stream, of whatever status. */
    default Set<String> marks(byte[] body, int length) {
        return Set.of();
    }

    /** Whether rules may ask for headers of a good answer. */
    default boolean judgesByHeaders() {
        return false;
    }

    /**
     * An answer that came as one JSON body; parts that were missing are null.
     *
     * @param arrivesAtItsEnd whether its text counts as one arrival, with its last byte
     */
    record WholeAnswer(String id, String model, String finishReason, Usage usage, boolean arrivesAtItsEnd) {
        WholeAnswer(String id, String model, String finishReason, Usage usage) {
            this(id, model, finishReason, usage, false);
        }
    }
}
