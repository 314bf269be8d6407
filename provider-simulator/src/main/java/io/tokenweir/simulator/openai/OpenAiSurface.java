package io.tokenweir.simulator.openai;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.serve.ServingDesk;

/** Everything below {@code /v1/}, as OpenAI has it. */
public final class OpenAiSurface implements Surface {
    private static final String BASE = "/v1";

    private final Endpoints endpoints;

    public OpenAiSurface(SimulatorConfig config, ServingDesk desk) {
        endpoints = new Endpoints(config, desk, new OpenAiVoice(config.organization()), false);
    }

    @Override
    public boolean answers(Request request) {
        return request.path().startsWith(BASE + "/");
    }

    @Override
    public void handle(Exchange exchange) {
        endpoints.handle(exchange, exchange.request().path().substring(BASE.length()));
    }
}
