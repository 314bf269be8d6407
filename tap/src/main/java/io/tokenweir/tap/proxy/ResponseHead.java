package io.tokenweir.tap.proxy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.netty.buffer.ByteBuf;

/** The head of an answer, as the upstream sent it. Immutable. */
final class ResponseHead extends Head {
    private static final int SWITCHING = 101;

    private final int status;

    private ResponseHead(List<String> lines) throws BadHeadException {
        super(lines);
        String line = startLine();
        if (!line.matches("HTTP/1\\.[01] [1-9]\\d\\d(?: .*)?")) {
            throw new BadHeadException(502, "its answer does not begin with an HTTP/1.1 status line");
        }
        status = Integer.parseInt(line.substring(9, 12));
    }

    static ResponseHead read(ByteBuf in, int from, int to) throws BadHeadException {
        List<String> lines = lines(in, from, to);
        if (lines.isEmpty()) {
            throw new BadHeadException(502, "its answer begins with an empty line");
        }
        return new ResponseHead(lines);
    }

    int status() {
        return status;
    }

    boolean isInterim() {
        return status < 200 && status != SWITCHING;
    }

    boolean switchesProtocols() {
        return status == SWITCHING;
    }

    /** Whether the upstream will end the connection after this answer. */
    boolean endsConnection() {
        return startLine().startsWith("HTTP/1.0") ? !says("connection", "keep-alive") : says("connection", "close");
    }

    /** Sets up what follows it (RFC 9112, 6.3). */
    void frame(BodyFraming framing, boolean toHead) throws BadHeadException {
        if (toHead || status == 204 || status == 304) {
            framing.none();
        } else if (isChunked()) {
            framing.chunked();
        } else {
            long length = contentLength();
            if (length < 0) {
                framing.toEnd();
            } else {
                framing.length(length);
            }
        }
    }

    /** The same head for the application, with these headers in the place of the upstream's own of their names. */
    String toClient(Map<String, String> instead) {
        StringBuilder out = new StringBuilder(1024);
        out.append(startLine()).append("\r\n");
        Set<String> dropped = new LinkedHashSet<>(dropped());
        instead.keySet().forEach(name -> dropped.add(name.toLowerCase(Locale.ROOT)));
        for (String line : lines()) {
            pass(line, name(line), dropped, out);
        }
        instead.forEach(
                (name, value) -> out.append(name).append(": ").append(value).append("\r\n"));
        return out.append("\r\n").toString();
    }
}
