package io.tokenweir.simulator.portal;

import java.util.Map;
import java.util.OptionalLong;

import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;

/** Puts a limit per client address before a handler: 429 with {@code Retry-After} in whole seconds, and in ms. */
public final class Limited {
    private Limited() {}

    /** Counts a call, and refuses it when it is one too many. */
    static void check(ClientLimit limit, Request request) {
        OptionalLong wait = limit.refuse(request.client());
        if (wait.isPresent()) {
            long nanos = wait.getAsLong();
            throw new PortalException(
                    429,
                    "too_many_requests",
                    "Too many requests from this address; wait, then go on.",
                    Map.of(
                            "retry-after", Long.toString(Math.max(1, (nanos + 999_999_999) / 1_000_000_000)),
                            "retry-after-ms", Long.toString((nanos + 999_999) / 1_000_000)));
        }
    }

    /** Whether the call was refused, and answered. */
    public static boolean refuses(ClientLimit limit, Exchange exchange) {
        try {
            check(limit, exchange.request());
            return false;
        } catch (PortalException refusal) {
            exchange.respond(refusal.response());
            return true;
        }
    }
}
