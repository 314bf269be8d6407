package io.tokenweir.simulator.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.serve.Dialect;
import io.tokenweir.simulator.serve.ServingDesk;

/** Everything below {@code /v1/}, as OpenAI has it. */
public final class OpenAiSurface implements Surface {
    /** When the simulated models were "created": a fixed date, so that answers are the same in every run. */
    private static final long MODELS_CREATED_SECONDS = 1_793_491_200;

    private final ServingDesk desk;
    private final SimulatorConfig config;
    private final VendorVoice voice;
    private final Dialect chat;
    private final Dialect legacy;

    public OpenAiSurface(SimulatorConfig config, ServingDesk desk) {
        this.config = config;
        this.desk = desk;
        voice = new OpenAiVoice(config.organization());
        chat = new CompletionDialect(
                voice, new ChatReader(false, config.stream().obfuscation()));
        legacy = new CompletionDialect(
                voice, new LegacyReader(false, config.stream().obfuscation()));
    }

    @Override
    public boolean answers(Request request) {
        return request.path().startsWith("/v1/");
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        if (request.is(HttpMethod.POST, "/v1/chat/completions")) {
            desk.serve(exchange, chat);
        } else if (request.is(HttpMethod.POST, "/v1/completions")) {
            desk.serve(exchange, legacy);
        } else if (request.is(HttpMethod.GET, "/v1/models")) {
            desk.serveFree(exchange, voice, owner -> models());
        } else {
            desk.serveFree(exchange, voice, owner -> {
                throw ServedError.of(ServedError.Kind.UNKNOWN_PATH, request.method() + " " + request.path());
            });
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
}
