package io.tokenweir.protocol.outcome;

import java.util.Map;
import java.util.Set;

import io.tokenweir.protocol.provider.ErrorBody;

/**
 * What is known of an attempt when it has ended.
 *
 * @param status HTTP status; 0 when there was none
 * @param headers names in lower case
 * @param error from the body, or from inside the stream; {@link ErrorBody#NONE} when there was none
 * @param streaming whether the answer was a stream
 * @param sawEnd whether the stream said that it was over; true for an answer that was not streamed
 * @param errorInStream whether {@code error} came inside a stream that had begun well
 * @param finishReason as sent; null when there was none
 * @param detail what the transport says about itself (an exception's message, the deadline that passed); may be null
 * @param body start of an error body as it came; null when there was none
 * @param marks which of a scenario's own conditions the body holds
 */
public record Ending(
        Transport transport,
        int status,
        Map<String, String> headers,
        ErrorBody error,
        boolean streaming,
        boolean sawEnd,
        boolean errorInStream,
        String finishReason,
        String detail,
        String body,
        Set<String> marks) {

    public Ending {
        headers = Map.copyOf(headers);
        marks = Set.copyOf(marks);
    }

    /** One that a scenario has no conditions for. */
    public Ending(
            Transport transport,
            int status,
            Map<String, String> headers,
            ErrorBody error,
            boolean streaming,
            boolean sawEnd,
            boolean errorInStream,
            String finishReason,
            String detail,
            String body) {
        this(transport, status, headers, error, streaming, sawEnd, errorInStream, finishReason, detail, body, Set.of());
    }

    /** One whose body says no more than {@code error}. */
    public Ending(
            Transport transport,
            int status,
            Map<String, String> headers,
            ErrorBody error,
            boolean streaming,
            boolean sawEnd,
            boolean errorInStream,
            String finishReason,
            String detail) {
        this(transport, status, headers, error, streaming, sawEnd, errorInStream, finishReason, detail, null);
    }
}
