package io.tokenweir.simulator.openai;

import java.util.Map;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.serve.Dialect;
import io.tokenweir.simulator.serve.ServingDesk;

/** OpenAI's endpoints by the end of their path, whatever stands before it. */
public final class Endpoints {
    private static final String COUNT = "/responses/input_tokens";

    private final ServingDesk desk;
    private final VendorVoice voice;
    private final Map<String, Dialect> dialects;
    private final ModelList models;
    private final ResponsesDialect responses;

    /** @param azure whether completions carry what Azure's filters say */
    public Endpoints(SimulatorConfig config, ServingDesk desk, VendorVoice voice, boolean azure) {
        this.desk = desk;
        this.voice = voice;
        boolean obfuscation = config.stream().obfuscation();
        models = new ModelList(config.models().keySet());
        Parameters parameters = new Parameters(config.api().parameters());
        ModelParameters each = new ModelParameters(config.models());
        responses = new ResponsesDialect(
                voice,
                obfuscation,
                parameters,
                each,
                new StoredResponses(new ResponseStore(config.api().storedResponses())));
        dialects = Map.of(
                "/chat/completions", new CompletionDialect(voice, new ChatReader(azure, obfuscation, parameters, each)),
                "/completions", new CompletionDialect(voice, new LegacyReader(azure, obfuscation, parameters)),
                "/responses", responses,
                "/embeddings", new EmbeddingsDialect(voice, parameters));
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
        } else if (path.equals(COUNT) && request.method().equals(HttpMethod.POST)) {
            desk.serveFree(exchange, voice, owner -> count(request, owner));
        } else if (StoredResponses.answers(path)) {
            desk.serveFree(exchange, voice, owner -> responses.stored().answer(request, path, owner.project()));
        } else {
            refuse(
                    exchange,
                    dialect != null || path.equals("/models")
                            ? ServedError.Kind.METHOD_NOT_ALLOWED
                            : ServedError.Kind.UNKNOWN_PATH);
        }
    }

    /** How many tokens a request for a response would be read as. */
    private Response count(Request request, KeyOwner owner) {
        int tokens = desk.promptTokens(responses.read(request, owner.project()).served());
        return Response.json(200, Map.of("object", "response.input_tokens", "input_tokens", tokens));
    }

    /** Refuses a request for what it asks, once its key was found good. */
    public void refuse(Exchange exchange, ServedError.Kind kind) {
        Request request = exchange.request();
        desk.serveFree(exchange, voice, owner -> {
            throw ServedError.of(kind, request.method() + " " + request.path());
        });
    }
}
