package io.tokenweir.provision.http;

import java.net.URI;
import java.util.Locale;

/**
 * Where a connection leads (RFC 6454).
 *
 * @param host name or address; one of IPv6 in brackets
 */
record Origin(boolean secure, String host, int port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    static Origin of(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : usualPort(secure);
        return new Origin(secure, uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    /** What the Host header says: the port only where it is an unusual one. */
    String hostHeader() {
        return port == usualPort(secure) ? host : host + ':' + port;
    }

    /** For a resolver. */
    String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int usualPort(boolean secure) {
        return secure ? HTTPS_PORT : HTTP_PORT;
    }
}
