package io.tokenweir.load.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;

import io.netty.handler.ssl.SslContext;

import io.tokenweir.common.scenario.TargetSpec;
import io.tokenweir.load.target.CustomHeaders;
import io.tokenweir.load.target.HttpChoice;
import io.tokenweir.load.target.ProxyAddress;
import io.tokenweir.load.target.TlsSetup;

/**
 * Where requests go and how, resolved once: an address that changes during a run can lead it nowhere else.
 *
 * @param address that sockets connect to: the target's, or its proxy's
 * @param host the target's name, which its certificate must carry
 * @param authority as in the Host header
 * @param basePath path of the base URL without a slash at its end
 * @param headers the scenario's own, with their secrets: never log them
 * @param tls null for plain HTTP
 * @param proxy null when there is none
 * @param dnsNanos what the look-up of the address took
 */
public record Target(
        InetSocketAddress address,
        String host,
        int port,
        String authority,
        String basePath,
        Map<String, String> headers,
        SslContext tls,
        HttpChoice http,
        ProxyAddress proxy,
        long dnsNanos) {

    /** Throws {@link IllegalArgumentException} with a sentence when the address, or what the scenario says of it, cannot be used. */
    public static Target of(URI base, TargetSpec spec, Map<String, String> environment) {
        boolean secure = "https".equalsIgnoreCase(base.getScheme());
        if (!secure && !"http".equalsIgnoreCase(base.getScheme()) || base.getHost() == null) {
            throw new IllegalArgumentException(
                    "The target " + base + " is no address of the form http://host:port/v1.");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null) {
            throw new IllegalArgumentException("The address of " + base.getHost()
                    + " holds a user name, a password or a query, none of which would be sent; leave it out.");
        }
        int port = base.getPort() >= 0 ? base.getPort() : secure ? 443 : 80;
        HttpChoice http = HttpChoice.named(spec.http());
        ProxyAddress proxy = ProxyAddress.choose(base, environment);
        if (proxy != null && !secure && http == HttpChoice.TWO) {
            throw new IllegalArgumentException("target.http: HTTP/2 without TLS does not pass the proxy " + proxy
                    + "; write 1.1, or except the host" + " with NO_PROXY.");
        }
        long before = System.nanoTime();
        InetSocketAddress address = proxy == null
                ? new InetSocketAddress(lookUp("target's", base.getHost()), port)
                : new InetSocketAddress(lookUp("proxy's", proxy.host()), proxy.port());
        long dnsNanos = System.nanoTime() - before;
        return new Target(
                address,
                base.getHost().replaceAll("^\\[|\\]$", ""),
                port,
                base.getRawAuthority(),
                base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", ""),
                CustomHeaders.resolve(spec.headers(), environment),
                secure ? TlsSetup.context(spec.caFile(), http) : null,
                http,
                proxy,
                dnsNanos);
    }

    private static InetAddress lookUp(String whose, String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("The " + whose + " host " + host + " cannot be resolved.", e);
        }
    }

    /** What stands in the request line: a plain HTTP proxy wants the whole address. */
    String requestTarget(String path) {
        return proxy != null && tls == null ? "http://" + authority + path : path;
    }
}
