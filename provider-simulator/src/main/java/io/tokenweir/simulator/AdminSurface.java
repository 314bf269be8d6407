package io.tokenweir.simulator;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.serve.ServingDesk;
import io.tokenweir.simulator.truth.TruthLog;

/**
 * The truth about requests, below {@code /admin/}: the request log, and a reset of log and limits.
 */
final class AdminSurface implements Surface {
    private static final int DEFAULT_LIMIT = 10_000;
    private static final String LINES = "application/x-ndjson";

    private final TruthLog log;
    private final ServingDesk desk;

    AdminSurface(TruthLog log, ServingDesk desk) {
        this.log = log;
        this.desk = desk;
    }

    @Override
    public boolean answers(Request request) {
        return request.is(HttpMethod.GET, "/admin/requests") || request.is(HttpMethod.POST, "/admin/reset");
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        if (request.path().equals("/admin/requests")) {
            exchange.respond(requests(request));
        } else if (!request.client().isLoopbackAddress()) {
            exchange.respond(Response.error(403, "loopback_only", "Only this machine may begin anew."));
        } else {
            desk.reset();
            log.forget();
            exchange.respond(Response.noContent());
        }
    }

    private Response requests(Request request) {
        int limit = request.query("limit")
                .filter(n -> n.matches("\\d{1,8}"))
                .map(Integer::parseInt)
                .orElse(DEFAULT_LIMIT);
        try {
            return Response.of(200, LINES, log.recentLines(limit, new TruthQuery(request)));
        } catch (NumberFormatException e) {
            return Response.error(400, "bad_query", "since and until are microseconds since 1970.");
        }
    }
}
