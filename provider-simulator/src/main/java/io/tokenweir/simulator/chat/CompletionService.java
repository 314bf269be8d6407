package io.tokenweir.simulator.chat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import io.tokenweir.limits.OpenAiLimits;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.engine.Engine;
import io.tokenweir.simulator.engine.EngineThread;
import io.tokenweir.simulator.engine.Engines;
import io.tokenweir.simulator.engine.Sequence;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.truth.TruthLog;

/**
 * Chat completions and legacy completions. A request is read and its tokens are counted on a small pool, decided about,
 * and given to its model's engine; tokens come back on the connection's event loop.
 */
public final class CompletionService implements AutoCloseable {
    private final SimulatorConfig config;
    private final KeyRing keys;
    private final Journal journal;
    private final Admission admission;
    private final TokenCounter counter = new TokenCounter();
    private final Map<String, Engine<Generation>> engines = new HashMap<>();
    private final EngineThread<Generation> engineThread;
    private final ExecutorService readers = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "simulator-reader");
        thread.setDaemon(true);
        return thread;
    });

    public CompletionService(SimulatorConfig config, KeyRing keys, TruthLog log) {
        this.config = config;
        this.keys = keys;
        this.journal = new Journal(log);
        this.admission = new Admission(config);
        RandomGeneratorFactory<RandomGenerator> randoms = RandomGeneratorFactory.of("L64X128MixRandom");
        config.models()
                .forEach((name, model) -> engines.put(
                        name, Engines.create(model.engine(), randoms.create(config.seed() ^ name.hashCode()))));
        engineThread = new EngineThread<>(engines.values().stream().toList(), new TokenDispatcher(), System::nanoTime);
        engineThread.start();
        // The vocabulary takes half a second to load; the first request should not pay for it.
        readers.execute(() -> counter.count("warm"));
    }

    /** Answers a completion request. Event loop. */
    public void complete(Exchange exchange, boolean chat) {
        String requestId = Ids.request();
        readers.execute(() -> {
            Journal.Entry entry = journal.open(exchange.request(), requestId);
            try {
                answer(exchange, entry, authenticated(exchange, entry), chat);
            } catch (ApiError error) {
                entry.refused(error.status(), error.decision());
                exchange.respond(error.response().with("x-request-id", requestId));
            }
        });
    }

    /** The owner of the request's key. */
    private KeyOwner authenticated(Exchange exchange, Journal.Entry entry) {
        String key = exchange.request().bearer().orElseThrow(ApiError::noKey);
        KeyOwner owner = keys.owner(key).orElseThrow(() -> ApiError.wrongKey(Secrets.masked(key)));
        entry.owner(owner);
        return owner;
    }

    /** Answers {@code response} to whoever shows a valid key, and notes it; for endpoints that cost nothing. */
    public void answerFree(Exchange exchange, Response response) {
        String requestId = Ids.request();
        Journal.Entry entry = journal.open(exchange.request(), requestId);
        try {
            authenticated(exchange, entry);
            entry.refused(response.status(), response.status() < 300 ? "admitted" : "bad_request");
            exchange.respond(response.with(headers(requestId)));
        } catch (ApiError error) {
            entry.refused(error.status(), error.decision());
            exchange.respond(error.response().with("x-request-id", requestId));
        }
    }

    private void answer(Exchange exchange, Journal.Entry entry, KeyOwner owner, boolean chat) {
        CompletionRequest request = RequestParser.parse(
                chat, exchange.request().body(), config.stream().obfuscation());
        entry.model(request.model());
        ModelConfig model = config.models().get(request.model());
        if (model == null) {
            throw ApiError.unknownModel(request.model());
        }
        int content = request.messages().stream().mapToInt(counter::count).sum();
        int prompt =
                content + (chat ? TokenCounter.chatOverhead(request.messages().size()) : 0);
        int maxTokens = request.maxTokens() < 0 ? model.defaultOutputTokens() : request.maxTokens();
        if ((long) prompt + maxTokens > model.contextTokens()) {
            throw ApiError.invalid(
                    chat ? "messages" : "prompt",
                    "context_length_exceeded",
                    "This model's maximum context length is " + model.contextTokens()
                            + " tokens. However, you requested "
                            + ((long) prompt + maxTokens) + " tokens (" + prompt + " in the messages, " + maxTokens
                            + " in the completion). Please reduce the length of the messages or completion.");
        }
        Answer answer = Answer.of(Answer.seed(config.seed(), request), maxTokens, request.stop());
        entry.tokens(prompt, content, answer.tokens());
        if (admission.inFlight(request.model()) >= model.engine().places()) {
            throw ApiError.overloaded();
        }
        Admission.Verdict verdict =
                admission.decide(System.nanoTime(), owner, request, prompt, answer.tokens(), maxTokens);
        entry.verdict(verdict);
        if (!verdict.admitted()) {
            Response refusal = Refusals.of(verdict, request.model(), config.organization());
            entry.refused(refusal.status(), verdict.name());
            exchange.respond(refusal.with("x-request-id", entry.requestId()));
            return;
        }
        Map<String, String> headers = headers(entry.requestId());
        verdict.limits().ifPresent(decision -> headers.putAll(OpenAiLimits.headers(decision)));
        headers.put(
                "openai-processing-ms",
                Long.toString((System.nanoTime() - exchange.request().receivedNanos()) / 1_000_000));
        Generation generation =
                new Generation(exchange, request, answer, prompt, model.snapshot(), headers, (ended, finish) -> {
                    admission.ended(System.nanoTime(), owner, request.model(), verdict, prompt, ended.written());
                    entry.ended(ended, finish);
                });
        start(exchange, engines.get(request.model()), new Sequence<>(generation, prompt, answer.tokens()));
    }

    private void start(Exchange exchange, Engine<Generation> engine, Sequence<Generation> sequence) {
        Generation generation = sequence.owner();
        exchange.onClosed(() -> {
            generation.abandon();
            engineThread.cancel(engine, sequence);
        });
        if (config.stream().earlyRole()) {
            exchange.loop().execute(generation::begin);
        }
        if (sequence.isEmpty()) {
            exchange.loop().execute(generation::endAtOnce);
        } else {
            engineThread.submit(engine, sequence);
        }
    }

    private Map<String, String> headers(String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-request-id", requestId);
        headers.put("openai-organization", config.organization());
        headers.put("openai-version", "2020-10-01");
        return headers;
    }

    @Override
    public void close() {
        engineThread.close();
        readers.shutdownNow();
    }
}
