package io.tokenweir.protocol.provider;

import java.util.Map;

/** How one provider's API is spoken: where requests go, what they look like, how answers are read. Immutable, thread-safe. */
public interface ProviderAdapter {
    /**
     * Path of a request, with its leading slash, and the query if there is one.
     *
     * @param basePath path of the target's base URL, without a slash at its end
     */
    String path(String basePath, String model);

    /** Headers that carry the key. */
    Map<String, String> authorization(String key);

    /** The JSON body of a request. */
    byte[] body(ChatRequest request);

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

    /** An answer that came as one JSON body; parts that were missing are null. */
    record WholeAnswer(String id, String model, String finishReason, Usage usage) {}
}
