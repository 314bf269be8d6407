package io.tokenweir.simulator.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * What becomes of one answer on its way to the client. An answer is a head, then either one body or the events of a stream
 * and their end. The plain fault lets all of it pass. Called on the exchange's loop.
 */
class Fault {
    final Line line;

    Fault(Line line) {
        this.line = line;
    }

    /** Status line and headers, the empty line included. */
    void head(String head) {
        line.send(head.getBytes(ISO_8859_1));
    }

    /** A whole body. */
    void body(byte[] body) {
        line.send(body);
        line.finish();
    }

    /** One event of a stream, its empty line included. */
    void frame(byte[] frame) {
        line.sendChunk(frame);
    }

    /** The stream has ended. */
    void end() {
        line.sendLastChunk();
        line.finish();
    }
}
