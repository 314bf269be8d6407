package io.tokenweir.tap.proxy;

import java.util.List;
import java.util.Set;

import io.netty.buffer.ByteBuf;

/** The head of a call, as the application sent it. Immutable. */
public final class RequestHead extends Head {
    private static final String HTTP_1 = "HTTP/1.";

    private final String method;
    private final String target;
    private final String version;

    private RequestHead(List<String> lines) throws BadHeadException {
        super(lines);
        String[] parts = startLine().split(" ");
        if (parts.length != 3) {
            throw new BadHeadException(400, "It does not begin with a method, a path and a version.");
        }
        method = parts[0];
        version = parts[2];
        if (!version.startsWith(HTTP_1)) {
            throw new BadHeadException(505, "It is " + version + "; the tap speaks HTTP/1.1.");
        }
        target = originForm(parts[1]);
    }

    static RequestHead read(ByteBuf in, int from, int to) throws BadHeadException {
        return new RequestHead(lines(in, from, to));
    }

    /** A path, whatever form the target has: a client that takes us for its proxy names the whole address. */
    private static String originForm(String target) throws BadHeadException {
        if (target.startsWith("/") || target.equals("*")) {
            return target;
        }
        int scheme = target.indexOf("://");
        if (scheme < 0) {
            throw new BadHeadException(
                    501, "The tap passes calls on to its upstream only, and is no tunnel to " + target + '.');
        }
        int path = target.indexOf('/', scheme + 3);
        return path < 0 ? "/" : target.substring(path);
    }

    public String method() {
        return method;
    }

    /** Path without the query, as the application wrote it. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** Sets up what follows it (RFC 9112, 6.3). */
    void frame(BodyFraming framing) throws BadHeadException {
        if (isChunked()) {
            framing.chunked();
        } else if (header("transfer-encoding") != null) {
            throw new BadHeadException(400, "Its Transfer-Encoding does not end in chunked.");
        } else {
            framing.length(Math.max(0, contentLength()));
        }
    }

    boolean expectsContinue() {
        return says("expect", "100-continue");
    }

    /**
     * The same head for the upstream: another host, its base path, and nothing that is about this hop.
     *
     * @param withoutExpect whether the client has been told to continue already
     */
    String toUpstream(Upstream upstream, boolean withoutExpect) {
        StringBuilder out = new StringBuilder(512);
        out.append(method)
                .append(' ')
                .append(target.equals("*") ? "" : upstream.basePath())
                .append(target)
                .append(' ')
                .append(version)
                .append("\r\n");
        Set<String> dropped = dropped();
        if (withoutExpect) {
            dropped.add("expect");
        }
        boolean host = false;
        for (String line : lines()) {
            String name = name(line);
            if (name.equals("host")) {
                if (!host) {
                    out.append(line, 0, 4)
                            .append(": ")
                            .append(upstream.authority())
                            .append("\r\n");
                }
                host = true;
            } else {
                pass(line, name, dropped, out);
            }
        }
        if (!host) {
            out.append("Host: ").append(upstream.authority()).append("\r\n");
        }
        return out.append("\r\n").toString();
    }
}
