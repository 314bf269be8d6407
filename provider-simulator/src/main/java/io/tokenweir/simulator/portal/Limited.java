package io.tokenweir.simulator.portal;

import java.util.OptionalLong;

import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Response;

/** Puts a limit per client address before a handler: 429 with {@code Retry-After} in whole seconds, and in ms. */
public final class Limited {
    private Limited() {}

    /** Whether the call was refused, and answered. */
    public static boolean refuses(ClientLimit limit, Exchange exchange) {
        OptionalLong wait = limit.refuse(exchange.request().client());
        wait.ifPresent(nanos -> exchange.respond(Response.error(
                        429, "too_many_requests", "Too many requests from this address; wait, then go on.")
                .with("retry-after", Long.toString(Math.max(1, (nanos + 999_999_999) / 1_000_000_000)))
                .with("retry-after-ms", Long.toString((nanos + 999_999) / 1_000_000))));
        return wait.isPresent();
    }
}
