package io.tokenweir.provision.recipe;

import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cookies of one account, as a browser would keep them (RFC 6265): by host or domain, path and name. A cookie for a domain
 * that its host does not belong to is not taken. {@code Secure} is not heeded, since loopback has no TLS. Thread-safe.
 */
public final class CookieJar {
    private final List<Kept> kept = new ArrayList<>();

    private record Kept(String domain, boolean hostOnly, String path, String name, String value) {
        boolean sameAs(Kept other) {
            return domain.equals(other.domain) && path.equals(other.path) && name.equals(other.name);
        }

        boolean goesTo(URI uri) {
            String host = host(uri);
            boolean fits = host.equals(domain) || !hostOnly && host.endsWith("." + domain);
            String asked = pathOf(uri);
            return fits
                    && asked.startsWith(path)
                    && (asked.length() == path.length() || path.endsWith("/") || asked.charAt(path.length()) == '/');
        }
    }

    /** Takes the cookies of an answer; expired ones are forgotten. */
    synchronized void store(URI from, HttpHeaders headers) {
        for (String line : headers.allValues("set-cookie")) {
            parse(line).ifPresent(cookie -> store(from, cookie));
        }
    }

    private void store(URI from, HttpCookie cookie) {
        String host = host(from);
        String domain = cookie.getDomain() == null
                ? host
                : cookie.getDomain().toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
        if (!host.equals(domain) && !(host.endsWith("." + domain) && domain.contains("."))) {
            return;
        }
        String path = cookie.getPath() == null || !cookie.getPath().startsWith("/") ? parent(from) : cookie.getPath();
        Kept fresh = new Kept(domain, cookie.getDomain() == null, path, cookie.getName(), cookie.getValue());
        kept.removeIf(fresh::sameAs);
        if (!cookie.hasExpired()) {
            kept.add(fresh);
        }
    }

    /** The {@code Cookie} header for an address; empty when there is nothing to send. */
    synchronized Optional<String> header(URI to) {
        String header = kept.stream()
                .filter(cookie -> cookie.goesTo(to))
                .sorted((a, b) -> b.path().length() - a.path().length())
                .map(cookie -> cookie.name() + '=' + cookie.value())
                .collect(Collectors.joining("; "));
        return header.isEmpty() ? Optional.empty() : Optional.of(header);
    }

    /** Values of a cookie that goes to an address. */
    synchronized List<String> values(String name, URI to) {
        return kept.stream()
                .filter(cookie -> cookie.name().equals(name) && cookie.goesTo(to))
                .map(Kept::value)
                .toList();
    }

    /** One header line is one cookie; the JDK's parser takes the attributes, and drops what is malformed. */
    private static Optional<HttpCookie> parse(String line) {
        try {
            return HttpCookie.parse("Set-Cookie: " + line).stream().findFirst();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static String pathOf(URI uri) {
        return uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
    }

    private static String parent(URI uri) {
        String path = pathOf(uri);
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** Values are secrets. */
    @Override
    public synchronized String toString() {
        return kept.stream().map(Kept::name).collect(Collectors.joining(", ", "CookieJar[", "]"));
    }
}
