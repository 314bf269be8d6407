package io.tokenweir.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.function.Predicate;

/** Speaks HTTP by hand, to see on the wire what a client library would hide. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int QUIET_MILLIS = 100;
    private static final String HEAD_END = "\r\n\r\n";

    private final Socket socket;

    /** How reading ended. */
    enum End {
        CLOSED,
        RESET,
        OPEN
    }

    /** What was read, and how reading ended. */
    record Read(String text, End end) {
        String head() {
            return text.substring(0, text.indexOf(HEAD_END) + HEAD_END.length());
        }

        String body() {
            return text.substring(text.indexOf(HEAD_END) + HEAD_END.length());
        }

        int events() {
            return body().split("\n\n", -1).length - 1;
        }

        int contentLength() {
            return Integer.parseInt(head().replaceAll("(?s).*content-length: (\\d+).*", "$1"));
        }
    }

    RawClient(String url) throws IOException {
        URI uri = URI.create(url);
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    RawClient chat(String model, int tokens, boolean stream) throws IOException {
        return post(
                "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"max_tokens\":" + tokens + ",\"stream\":" + stream
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello river\"}]}");
    }

    RawClient post(String path, String body) throws IOException {
        return send(path, body.length(), body);
    }

    /** Sends only the head of a request whose body would be this long. */
    RawClient announce(String path, int contentLength) throws IOException {
        return send(path, contentLength, "");
    }

    private RawClient send(String path, int contentLength, String body) throws IOException {
        String request = "POST " + path + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer raw\r\n"
                + "content-type: application/json\r\ncontent-length: " + contentLength + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        return this;
    }

    /** Reads until the connection ends. */
    Read readToTheEnd() throws IOException {
        return read(text -> false);
    }

    /** Reads until {@code wanted} has come. */
    Read readUntil(String wanted) throws IOException {
        return read(text -> text.contains(wanted));
    }

    /** Reads until so many events of a stream have come. */
    Read readEvents(int count) throws IOException {
        return read(text -> text.contains(HEAD_END) && new Read(text, End.OPEN).events() >= count);
    }

    /** Reads a whole answer with a content-length. */
    Read readWhole() throws IOException {
        return read(text -> {
            Read read = new Read(text, End.OPEN);
            return text.contains(HEAD_END) && read.body().length() >= read.contentLength();
        });
    }

    /** Whether nothing comes for a while. */
    boolean isQuiet() throws IOException {
        socket.setSoTimeout(QUIET_MILLIS);
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private Read read(Predicate<String> enough) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        InputStream in = socket.getInputStream();
        try {
            while (!enough.test(read.toString(ISO_8859_1))) {
                int n = in.read(buffer);
                if (n < 0) {
                    return new Read(read.toString(ISO_8859_1), End.CLOSED);
                }
                read.write(buffer, 0, n);
            }
        } catch (SocketException e) {
            return new Read(read.toString(ISO_8859_1), End.RESET);
        }
        return new Read(read.toString(ISO_8859_1), End.OPEN);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
