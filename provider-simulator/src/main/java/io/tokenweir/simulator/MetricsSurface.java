package io.tokenweir.simulator;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.serve.ServingDesk;

/** What a model server tells its operator: {@code /metrics}, and {@code /health}, 503 while a model still starts. */
final class MetricsSurface implements Surface {
    private final ServingDesk desk;

    MetricsSurface(ServingDesk desk) {
        this.desk = desk;
    }

    @Override
    public boolean answers(Request request) {
        return request.is(HttpMethod.GET, "/metrics")
                || request.is(HttpMethod.GET, "/health")
                || request.is(HttpMethod.GET, "/health/ready");
    }

    @Override
    public void handle(Exchange exchange) {
        if (exchange.request().path().equals("/metrics")) {
            desk.metrics(exchange::respond);
        } else {
            exchange.respond(Response.of(desk.isReady() ? 200 : 503, "text/plain", new byte[0]));
        }
    }
}
