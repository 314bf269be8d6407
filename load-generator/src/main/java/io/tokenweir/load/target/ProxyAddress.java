package io.tokenweir.load.target;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * The proxy on the way to a target, by the environment variables that curl and Go read: {@code HTTP_PROXY} for http,
 * {@code HTTPS_PROXY} for https, {@code NO_PROXY} for exceptions; lower case wins over upper case.
 *
 * @param credentials value of a {@code Proxy-Authorization} header; null when the variable holds none
 */
public record ProxyAddress(String host, int port, String credentials) {
    private static final int USUAL_PORT = 80;

    /**
     * The proxy for a target; null when requests go straight to it. A target on loopback is reached through a proxy only if
     * that is on loopback too: no other could reach it. Throws {@link IllegalArgumentException} when a variable holds
     * something else than a proxy's address.
     */
    public static ProxyAddress choose(URI target, Map<String, String> environment) {
        String scheme = target.getScheme().toLowerCase(Locale.ROOT);
        String value = variable(scheme + "_proxy", environment);
        if (value == null || excepted(target, variable("no_proxy", environment))) {
            return null;
        }
        ProxyAddress proxy = parse(value, scheme.toUpperCase(Locale.ROOT) + "_PROXY");
        return onLoopback(target.getHost()) && !onLoopback(proxy.host) ? null : proxy;
    }

    private static String variable(String name, Map<String, String> environment) {
        String value = environment.get(name);
        value = value == null ? environment.get(name.toUpperCase(Locale.ROOT)) : value;
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static ProxyAddress parse(String value, String variable) {
        try {
            URI uri = URI.create(value.contains("://") ? value : "http://" + value);
            if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
                String user = uri.getRawUserInfo();
                return new ProxyAddress(
                        uri.getHost(),
                        uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                        user == null ? null : basic(user));
            }
        } catch (IllegalArgumentException e) {
            // said below, without the value: it may hold a password
        }
        throw new IllegalArgumentException("The environment variable " + variable
                + " holds no address of the form http://host:port; mend or unset it.");
    }

    private static String basic(String userInfo) {
        String plain = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean excepted(URI target, String exceptions) {
        if (exceptions == null) {
            return false;
        }
        String host = bare(target.getHost());
        for (String entry : exceptions.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
            String name = entry;
            int colon = entry.lastIndexOf(':');
            if (colon > 0 && entry.indexOf(':') == colon) {
                if (!entry.substring(colon + 1).equals(Integer.toString(target.getPort()))) {
                    continue;
                }
                name = entry.substring(0, colon);
            }
            name = bare(name.startsWith("*.") ? name.substring(1) : name);
            String suffix = name.startsWith(".") ? name : "." + name;
            if (name.equals("*") || host.equals(name) || !name.isEmpty() && host.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean onLoopback(String host) {
        String name = bare(host);
        return name.equals("localhost") || name.equals("::1") || name.matches("127(\\.\\d{1,3}){3}");
    }

    private static String bare(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "");
    }

    /** Looked up now; may be unresolved. */
    public InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
