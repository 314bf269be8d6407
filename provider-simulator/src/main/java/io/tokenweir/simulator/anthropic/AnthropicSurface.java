package io.tokenweir.simulator.anthropic;

import java.util.Map;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.config.ApiConfig;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.serve.Dialect;
import io.tokenweir.simulator.serve.ServingDesk;

/** What Anthropic serves below {@code /v1/}: messages, and all that is asked with an {@code anthropic-version}. */
public final class AnthropicSurface implements Surface {
    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";

    private final ServingDesk desk;
    private final VendorVoice voice;
    private final MessagesReader reader;
    private final Dialect messages;
    private final ModelList models;

    public AnthropicSurface(SimulatorConfig config, ServingDesk desk) {
        this.desk = desk;
        voice = new AnthropicVoice(config.organization());
        reader = new MessagesReader(new Parameters(config.api().parameters() == ApiConfig.Parameters.ANY));
        messages = new MessagesDialect(voice, reader);
        models = new ModelList(config.models());
    }

    @Override
    public boolean answers(Request request) {
        return request.path().equals(MESSAGES)
                || request.path().startsWith(MESSAGES + "/")
                || request.path().startsWith("/v1/")
                        && request.header("anthropic-version").isPresent();
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        if (request.is(HttpMethod.POST, MESSAGES)) {
            desk.serve(exchange, messages);
        } else if (request.is(HttpMethod.POST, COUNT)) {
            desk.serveFree(exchange, voice, owner -> count(request));
        } else {
            desk.serveFree(exchange, voice, owner -> models.answer(request).orElseThrow(() -> unknown(request)));
        }
    }

    private Response count(Request request) {
        ServedRequest served = reader.read(request, true);
        models.check(served.model());
        return Response.json(200, Map.of("input_tokens", desk.promptTokens(served)));
    }

    private static ServedError unknown(Request request) {
        boolean known = request.path().equals(MESSAGES) || request.path().equals(COUNT);
        return ServedError.of(
                known ? ServedError.Kind.METHOD_NOT_ALLOWED : ServedError.Kind.UNKNOWN_PATH, request.path());
    }
}
