package io.tokenweir.simulator.serve;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Response;

/**
 * One answer in a vendor's wire format: as the frames of a stream, or whole. Not thread-safe; one object serves one
 * request.
 */
public interface AnswerFrames {
    /** What stands before the first token. */
    void begin(ChunkWriter out);

    /** What step {@code i} of the answer says; may be nothing, when the step is hidden from the client. */
    void token(ChunkWriter out, int i);

    /** What tells the client amid a long silence that the answer goes on; nothing, where the format has no words for it. */
    default void silence(ChunkWriter out) {}

    /** What stands after the last token, the terminal marker included. */
    void end(ChunkWriter out);

    /** Tells of an error after the stream has begun; nothing follows it. */
    void error(ChunkWriter out, ServedError error);

    /** The answer whole, without headers. */
    Response whole();

    /** Why the answer ended, as the vendor calls it; for the request log. */
    String finish();
}
