package io.tokenweir.simulator;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.truth.TruthLog;

/** What the simulator tells of itself, below {@code /admin/}. */
final class AdminSurface implements Surface {
    private static final int DEFAULT_LIMIT = 10_000;

    private final TruthLog log;

    AdminSurface(TruthLog log) {
        this.log = log;
    }

    @Override
    public boolean answers(Request request) {
        return request.is(HttpMethod.GET, "/admin/requests");
    }

    @Override
    public void handle(Exchange exchange) {
        int limit = exchange.request()
                .query("limit")
                .filter(n -> n.matches("\\d{1,8}"))
                .map(Integer::parseInt)
                .orElse(DEFAULT_LIMIT);
        exchange.respond(Response.of(200, "application/x-ndjson", log.recentLines(limit)));
    }
}
