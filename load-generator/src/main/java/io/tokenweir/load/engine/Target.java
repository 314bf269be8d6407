package io.tokenweir.load.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

/**
 * Where requests go, resolved once.
 *
 * @param authority as in the Host header
 * @param basePath path of the base URL without a slash at its end
 * @param tls null for plain HTTP
 */
public record Target(InetSocketAddress address, String host, String authority, String basePath, SslContext tls) {

    /** Throws {@link IllegalArgumentException} with a sentence when the address cannot be used. */
    public static Target of(URI base) {
        boolean secure = "https".equalsIgnoreCase(base.getScheme());
        if (!secure && !"http".equalsIgnoreCase(base.getScheme()) || base.getHost() == null) {
            throw new IllegalArgumentException(
                    "The target " + base + " is no address of the form http://host:port/v1.");
        }
        int port = base.getPort() >= 0 ? base.getPort() : secure ? 443 : 80;
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(base.getHost()), port);
            SslContext tls = secure ? SslContextBuilder.forClient().build() : null;
            String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
            return new Target(address, base.getHost(), base.getRawAuthority(), path, tls);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("The target's host " + base.getHost() + " cannot be resolved.", e);
        } catch (SSLException e) {
            throw new IllegalArgumentException("TLS to " + base + " cannot be set up: " + e.getMessage(), e);
        }
    }
}
