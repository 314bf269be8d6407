package io.tokenweir.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.chat.CompletionService;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.truth.TruthLog;

/** What answers which path on the port of API and portal. */
final class ApiRouter implements Exchange.Handler {
    private static final int ADMIN_DEFAULT_LIMIT = 10_000;
    /** When the simulated models were "created": a fixed date, so that answers are the same in every run. */
    private static final long MODELS_CREATED_SECONDS = 1_793_491_200;

    private final SimulatorConfig config;
    private final CompletionService completions;
    private final TruthLog log;
    private final Exchange.Handler portal;

    ApiRouter(SimulatorConfig config, CompletionService completions, TruthLog log, Exchange.Handler portal) {
        this.config = config;
        this.completions = completions;
        this.log = log;
        this.portal = portal;
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        if (request.is(HttpMethod.POST, "/v1/chat/completions")) {
            completions.complete(exchange, true);
        } else if (request.is(HttpMethod.POST, "/v1/completions")) {
            completions.complete(exchange, false);
        } else if (request.is(HttpMethod.GET, "/v1/models")) {
            completions.answerFree(exchange, models());
        } else if (request.path().startsWith("/v1/")) {
            completions.answerFree(exchange, unknown(request));
        } else if (request.is(HttpMethod.GET, "/admin/requests")) {
            int limit = request.query("limit")
                    .filter(n -> n.matches("\\d{1,8}"))
                    .map(Integer::parseInt)
                    .orElse(ADMIN_DEFAULT_LIMIT);
            exchange.respond(Response.of(200, "application/x-ndjson", log.recentLines(limit)));
        } else {
            portal.handle(exchange);
        }
    }

    private Response models() {
        List<Map<String, Object>> data = new TreeSet<>(config.models().keySet())
                .stream()
                        .map(name -> {
                            Map<String, Object> model = new LinkedHashMap<>();
                            model.put("id", name);
                            model.put("object", "model");
                            model.put("created", MODELS_CREATED_SECONDS);
                            model.put("owned_by", "tokenweir");
                            return model;
                        })
                        .toList();
        return Response.json(200, Map.of("object", "list", "data", data));
    }

    private static Response unknown(Request request) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", "Invalid URL (" + request.method() + " " + request.path() + ")");
        error.put("type", "invalid_request_error");
        error.put("param", null);
        error.put("code", null);
        return Response.json(404, Map.of("error", error));
    }
}
