package io.tokenweir.simulator.openai;

import java.util.Map;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.serve.Dialect;
import io.tokenweir.simulator.serve.ServingDesk;

/** OpenAI's endpoints by the end of their path, whatever stands before it. */
public final class Endpoints {
    private final ServingDesk desk;
    private final VendorVoice voice;
    private final Map<String, Dialect> dialects;
    private final ModelList models;

    /** @param azure whether completions carry what Azure's filters say */
    public Endpoints(SimulatorConfig config, ServingDesk desk, VendorVoice voice, boolean azure) {
        this.desk = desk;
        this.voice = voice;
        boolean obfuscation = config.stream().obfuscation();
        models = new ModelList(config.models().keySet());
        dialects = Map.of(
                "/chat/completions", new CompletionDialect(voice, new ChatReader(azure, obfuscation)),
                "/completions", new CompletionDialect(voice, new LegacyReader(azure, obfuscation)),
                "/responses", new ResponsesDialect(voice, obfuscation),
                "/embeddings", new EmbeddingsDialect(voice));
    }

    /** @param path the end of the request's path that names the endpoint */
    public void handle(Exchange exchange, String path) {
        Request request = exchange.request();
        Dialect dialect = dialects.get(path);
        if (dialect != null && request.method().equals(HttpMethod.POST)) {
            desk.serve(exchange, dialect);
        } else if (dialect == null && request.method().equals(HttpMethod.GET) && path.equals("/models")) {
            desk.serveFree(exchange, voice, owner -> models.all());
        } else if (dialect == null && request.method().equals(HttpMethod.GET) && path.startsWith("/models/")) {
            desk.serveFree(exchange, voice, owner -> models.one(path.substring("/models/".length())));
        } else {
            refuse(
                    exchange,
                    dialect != null || path.equals("/models")
                            ? ServedError.Kind.METHOD_NOT_ALLOWED
                            : ServedError.Kind.UNKNOWN_PATH);
        }
    }

    /** Refuses a request for what it asks, once its key was found good. */
    public void refuse(Exchange exchange, ServedError.Kind kind) {
        Request request = exchange.request();
        desk.serveFree(exchange, voice, owner -> {
            throw ServedError.of(kind, request.method() + " " + request.path());
        });
    }
}
