package io.tokenweir.simulator;

import java.util.List;

import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;

/** Gives each request on the port of API and portal to the first surface that answers its path. */
final class ApiRouter implements Exchange.Handler {
    private final List<Surface> surfaces;

    /** @param surfaces the last one answers every path */
    ApiRouter(List<Surface> surfaces) {
        this.surfaces = surfaces;
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        surfaces.stream()
                .filter(surface -> surface.answers(request))
                .findFirst()
                .orElseThrow()
                .handle(exchange);
    }
}
