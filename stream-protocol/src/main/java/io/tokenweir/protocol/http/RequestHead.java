package io.tokenweir.protocol.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The part of an HTTP/1.1 request head that stays the same for one target and key, encoded once; what differs from request
 * to request is added when it is sent. Immutable. Holds the key in clear: never log it.
 */
public final class RequestHead {
    private static final byte[] TRACEPARENT = ascii("traceparent: ");
    private static final byte[] CLIENT_REQUEST_ID = ascii("\r\nX-Client-Request-Id: ");
    private static final byte[] CONTENT_LENGTH = ascii("\r\nContent-Length: ");
    private static final byte[] END = ascii("\r\n\r\n");

    private static final int MAX_LENGTH_DIGITS = 10;

    private final byte[] fixed;
    private final String method;
    private final String hostAndPort;
    private final String path;
    private final Map<String, String> headers;

    private RequestHead(String method, String hostAndPort, String path, Map<String, String> headers) {
        this.method = method;
        this.hostAndPort = hostAndPort;
        this.path = path;
        this.headers = headers;
        this.fixed = fixed();
    }

    /** A POST of JSON. */
    public static RequestHead post(String hostAndPort, String path, Map<String, String> headers) {
        return of("POST", hostAndPort, path, "application/json", headers);
    }

    /**
     * Throws {@link IllegalArgumentException} with a sentence when a header holds a line break.
     *
     * @param hostAndPort as in the Host header
     * @param path with its leading slash, and the query if there is one
     * @param contentType null when requests have no body
     * @param headers in the order given; Authorization among them
     */
    public static RequestHead of(
            String method, String hostAndPort, String path, String contentType, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>();
        if (contentType != null) {
            all.put("Content-Type", contentType);
        }
        all.putAll(headers);
        return new RequestHead(method, hostAndPort, path, Collections.unmodifiableMap(all));
    }

    /** The same to another path. */
    public RequestHead withPath(String otherPath) {
        return new RequestHead(method, hostAndPort, otherPath, headers);
    }

    private byte[] fixed() {
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(hostAndPort)
                .append("\r\n");
        headers.forEach((name, value) -> {
            if ((name + value).chars().anyMatch(c -> c == '\r' || c == '\n')) {
                throw new IllegalArgumentException("Header " + name.strip() + " holds a line break; remove it.");
            }
            head.append(name).append(": ").append(value).append("\r\n");
        });
        return ascii(head.toString());
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** The headers that stay the same, for a protocol that writes them in its own way; without Host. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Room for the head of any request whose trace parent and id are that long. */
    public int mostBytes(int traceparentBytes, int clientRequestIdLength) {
        return fixed.length
                + TRACEPARENT.length
                + traceparentBytes
                + CLIENT_REQUEST_ID.length
                + clientRequestIdLength
                + CONTENT_LENGTH.length
                + MAX_LENGTH_DIGITS
                + END.length;
    }

    /**
     * Writes the whole head for a body of {@code bodyLength} bytes.
     *
     * @param into has room for {@link #mostBytes}
     * @param clientRequestId in ASCII
     * @return how many bytes it takes
     */
    public int write(byte[] into, byte[] traceparent, String clientRequestId, int bodyLength) {
        int at = append(fixed, into, 0);
        at = append(TRACEPARENT, into, at);
        at = append(traceparent, into, at);
        at = append(CLIENT_REQUEST_ID, into, at);
        for (int i = 0; i < clientRequestId.length(); i++) {
            into[at++] = (byte) clientRequestId.charAt(i);
        }
        at = append(CONTENT_LENGTH, into, at);
        at = decimal(bodyLength, into, at);
        return append(END, into, at);
    }

    private static int append(byte[] part, byte[] into, int at) {
        System.arraycopy(part, 0, into, at, part.length);
        return at + part.length;
    }

    private static int decimal(int number, byte[] into, int at) {
        int digits = 1;
        for (int rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + digits;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
