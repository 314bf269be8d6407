package io.tokenweir.provision.recipe;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.tokenweir.provision.http.HttpAnswer;
import io.tokenweir.provision.http.HttpCall;

/**
 * Where an answer sends us, as a browser would go (RFC 9110, 15.4): a form that was posted is not posted again unless 307 or
 * 308 say so; what authorises us at one host is not shown to another. Pure.
 */
final class Redirects {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> SAME_METHOD = Set.of(307, 308);

    private Redirects() {}

    /**
     * The call to make next; empty when the answer is no redirect. Whether its address is allowed has not been checked. Throws
     * {@link IllegalArgumentException} when it is no address of the web.
     */
    static Optional<HttpCall> next(HttpCall call, HttpAnswer answer) {
        Optional<String> location = answer.headers().firstValue("location");
        if (!STATUSES.contains(answer.status()) || location.isEmpty()) {
            return Optional.empty();
        }
        URI to = resolve(call.uri(), location.get());
        if (to.getHost() == null || !to.getScheme().matches("(?i)https?")) {
            throw new IllegalArgumentException("no address of the web");
        }
        boolean again = SAME_METHOD.contains(answer.status()) || call.method().equals("GET");
        Map<String, String> headers = new HashMap<>(call.headers());
        headers.remove("Cookie"); // the jar decides anew
        if (!again) {
            headers.remove("Content-Type");
        }
        if (!sameOrigin(call.uri(), to)) {
            headers.keySet().removeIf(name -> name.equalsIgnoreCase("Authorization"));
        }
        return Optional.of(new HttpCall(
                call.step(),
                call.group(),
                again ? call.method() : "GET",
                to,
                headers,
                again ? call.body() : null,
                !again || call.repeatable(),
                call.context()));
    }

    /** The message of the JDK would hold the address, and that perhaps a secret. */
    private static URI resolve(URI from, String location) {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("no address of the web");
        }
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }
}
