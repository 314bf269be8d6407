package io.tokenweir.tap.proxy;

import java.net.URI;
import java.util.Locale;

/**
 * Where calls go on to. Immutable.
 *
 * @param basePath what every path is put behind, without a slash at its end; may be empty
 */
public record Upstream(String host, int port, boolean tls, String basePath) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** @throws IllegalArgumentException with one sentence unless it is an http or https address */
    public static Upstream of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if (uri.getHost() == null || !tls && !scheme.equals("http")) {
            throw new IllegalArgumentException(
                    "'" + uri
                            + "' is no address of an upstream; write for instance https://api.openai.com or http://127.0.0.1:8000.");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The upstream may have a host, a port and a path, and nothing else; take the rest out of it.");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS : HTTP;
        return new Upstream(uri.getHost().replaceAll("^\\[|\\]$", ""), port, tls, path);
    }

    /** As the Host header names it. */
    String authority() {
        String name = host.contains(":") ? '[' + host + ']' : host;
        return port == (tls ? HTTPS : HTTP) ? name : name + ':' + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority() + basePath;
    }
}
