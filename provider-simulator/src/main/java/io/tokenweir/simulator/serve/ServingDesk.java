package io.tokenweir.simulator.serve;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.answer.Answer;
import io.tokenweir.simulator.answer.AnswerMaker;
import io.tokenweir.simulator.answer.DrawnAnswers;
import io.tokenweir.simulator.answer.Endings;
import io.tokenweir.simulator.answer.QualityDial;
import io.tokenweir.simulator.answer.TaskAnswers;
import io.tokenweir.simulator.answer.TokenCounter;
import io.tokenweir.simulator.api.Fault;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.engine.Engine;
import io.tokenweir.simulator.engine.EngineThread;
import io.tokenweir.simulator.engine.Engines;
import io.tokenweir.simulator.engine.PromptBlocks;
import io.tokenweir.simulator.engine.Sequence;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.metrics.MetricsPage;
import io.tokenweir.simulator.metrics.ModelMeters;
import io.tokenweir.simulator.metrics.ServedModel;
import io.tokenweir.simulator.truth.TruthLog;
import io.tokenweir.simulator.wall.Admission;
import io.tokenweir.simulator.wall.Caller;
import io.tokenweir.simulator.wall.Refusals;
import io.tokenweir.simulator.wall.Verdict;

/**
 * Serves what surfaces have understood. A request is read and its tokens are counted on a small pool, decided about, and
 * given to its model's engine; tokens come back on the connection's event loop.
 */
public final class ServingDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServingDesk.class);
    private static final long[] NO_BLOCKS = {};

    private final SimulatorConfig config;
    private final KeyRing keys;
    private final Journal journal;
    private final Admission admission;
    private final Refusals refusals;
    private final AnswerMaker answers;
    private final TokenCounter counter = new TokenCounter();
    private final IdempotencyKeys idempotencyKeys = new IdempotencyKeys();
    private final Map<String, Engine<Generation>> engines = new HashMap<>();
    private final EngineThread<Generation> engineThread;
    private final Punctuality punctuality;
    private final Failures failures;
    private final Map<String, ModelMeters> meters = new HashMap<>();
    private final long startedNanos = System.nanoTime();
    private final ExecutorService readers = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "simulator-reader");
        thread.setDaemon(true);
        return thread;
    });

    public ServingDesk(SimulatorConfig config, KeyRing keys, TruthLog log) {
        this.config = config;
        this.keys = keys;
        this.journal = new Journal(log);
        this.admission = new Admission(config);
        this.refusals = new Refusals(config);
        this.answers = new QualityDial(
                new DrawnAnswers(
                        new TaskAnswers(config.seed(), config.answers()),
                        config.seed(),
                        config.answers(),
                        model -> config.models().get(model).engine()),
                config.quality(),
                config.seed(),
                this::load);
        this.failures = new Failures(config.seed());
        RandomGeneratorFactory<RandomGenerator> randoms = RandomGeneratorFactory.of("L64X128MixRandom");
        config.models()
                .forEach((name, model) -> engines.put(
                        name,
                        Engines.create(
                                model.engine(),
                                randoms.create(config.seed() ^ name.hashCode()),
                                TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime())));
        config.models().keySet().forEach(name -> meters.put(name, new ModelMeters()));
        punctuality = new Punctuality(config.truth().saturatedNanos());
        engineThread = new EngineThread<>(
                engines.values().stream().toList(), new TokenDispatcher(punctuality), System::nanoTime);
        engineThread.start();
        // The vocabulary takes half a second to load; the first request should not pay for it.
        readers.execute(() -> counter.count("warm"));
    }

    /** What decides who may pass. */
    public Admission wall() {
        return admission;
    }

    /** Answers a request that is generated for. Event loop. */
    public void serve(Exchange exchange, Dialect dialect) {
        VendorVoice voice = refusals.profiled(dialect.voice());
        String requestId = voice.requestId();
        readers.execute(() -> {
            Journal.Entry entry = journal.open(exchange.request(), requestId);
            try {
                KeyOwner owner = authenticated(exchange, entry);
                Exchange once = once(exchange, owner, entry);
                if (once != null) {
                    answerOrRefuse(once, entry, owner, dialect);
                }
            } catch (ServedError error) {
                refuse(exchange, entry, voice, error);
            } catch (RuntimeException e) {
                fail(exchange, entry, voice, e);
            }
        });
    }

    /** Tokens of a request's prompt, as {@code usage} would report them. */
    public int promptTokens(ServedRequest request) {
        return request.texts().stream().mapToInt(counter::count).sum() + request.formatTokens();
    }

    /** The exchange to answer on; null when it was answered with what its idempotency key was answered with before. */
    private Exchange once(Exchange exchange, KeyOwner owner, Journal.Entry entry) {
        Optional<String> key = exchange.request().header("idempotency-key");
        if (key.isEmpty()) {
            return exchange;
        }
        String owned = owner.keyFingerprint() + ' ' + exchange.request().path() + ' ' + key.get();
        Response known = idempotencyKeys.claim(owned, exchange.request().body());
        if (known == null) {
            return new RememberedExchange(exchange, idempotencyKeys, owned);
        }
        entry.refused(known.status(), "replayed");
        exchange.respond(known);
        return null;
    }

    private void answerOrRefuse(Exchange exchange, Journal.Entry entry, KeyOwner owner, Dialect dialect) {
        try {
            Fault fault = Fault.of(exchange.request());
            fault.atOnce().ifPresent(error -> {
                throw error;
            });
            answer(exchange, entry, owner, dialect, fault);
        } catch (ServedError error) {
            refuse(exchange, entry, refusals.profiled(dialect.voice()), error);
        }
    }

    /** Answers whoever shows a valid key with {@code answer}, and notes it; for endpoints that cost nothing. Event loop. */
    public void serveFree(Exchange exchange, VendorVoice vendor, Function<KeyOwner, Response> answer) {
        VendorVoice voice = refusals.profiled(vendor);
        String requestId = voice.requestId();
        readers.execute(() -> free(exchange, voice, requestId, answer));
    }

    private void free(Exchange exchange, VendorVoice voice, String requestId, Function<KeyOwner, Response> answer) {
        Journal.Entry entry = journal.open(exchange.request(), requestId);
        try {
            KeyOwner owner = authenticated(exchange, entry);
            Fault.of(exchange.request()).atOnce().ifPresent(error -> {
                throw error;
            });
            Response response =
                    answer.apply(owner).with(voice.headers(requestId)).with(voice.timing(millis(exchange)));
            entry.refused(response.status(), "admitted");
            exchange.respond(response);
        } catch (ServedError error) {
            refuse(exchange, entry, voice, error);
        } catch (RuntimeException e) {
            fail(exchange, entry, voice, e);
        }
    }

    /** A fault of the simulator's own. */
    private static void fail(Exchange exchange, Journal.Entry entry, VendorVoice voice, RuntimeException cause) {
        LOG.error("path={} a request failed", exchange.request().path(), cause);
        refuse(exchange, entry, voice, ServedError.of(ServedError.Kind.SERVER_ERROR, null));
    }

    /** Answers in the provider's place, before any key was looked at, and notes it as chaos. Event loop. */
    public void standIn(Exchange exchange, Response response) {
        journal.open(exchange.request(), null).refused(response.status(), "chaos");
        exchange.respond(response);
    }

    private static void refuse(Exchange exchange, Journal.Entry entry, VendorVoice voice, ServedError error) {
        Response response = voice.error(error, entry.requestId());
        entry.refused(response.status(), error.kind().decision());
        exchange.respond(error.kind().fromTheEdge() ? response : response.with(voice.timing(millis(exchange))));
    }

    /** Time since the request was read. */
    private static long millis(Exchange exchange) {
        return (System.nanoTime() - exchange.request().receivedNanos()) / 1_000_000;
    }

    /** The owner of the request's key. */
    private KeyOwner authenticated(Exchange exchange, Journal.Entry entry) {
        String key = exchange.request().key().orElseThrow(() -> ServedError.of(ServedError.Kind.NO_KEY, null));
        KeyOwner owner =
                keys.owner(key).orElseThrow(() -> ServedError.of(ServedError.Kind.WRONG_KEY, Secrets.masked(key)));
        entry.owner(owner);
        return owner;
    }

    private void answer(Exchange exchange, Journal.Entry entry, KeyOwner owner, Dialect dialect, Fault fault) {
        Dialect.Call call = dialect.read(exchange.request());
        VendorVoice voice = refusals.profiled(dialect.voice());
        ServedRequest request = call.request();
        entry.model(request.model());
        ModelConfig model = config.models().get(request.model());
        if (model == null) {
            throw ServedError.of(ServedError.Kind.UNKNOWN_MODEL, request.model());
        }
        if (fault.error() != null && !request.stream()) {
            throw fault.error();
        }
        if (System.nanoTime() - startedNanos < model.engine().startupMillis() * 1e6) {
            throw ServedError.of(ServedError.Kind.OVERLOADED, null);
        }
        failures.strike(model.engine().failures(), request.model());
        int content = request.texts().stream().mapToInt(counter::count).sum();
        int prompt = content + request.formatTokens();
        int maxTokens = call.silent() ? 0 : request.maxTokens() < 0 ? model.defaultOutputTokens() : request.maxTokens();
        if ((long) prompt + maxTokens > model.contextTokens()) {
            throw new ServedError(
                    ServedError.Kind.CONTEXT_LENGTH,
                    request.promptParam(),
                    null,
                    dialect.tooLong(prompt, maxTokens, model.contextTokens()));
        }
        Answer answer = call.silent() ? Answer.silent() : answer(request, maxTokens, fault.ends());
        int output = answer.tokens();
        entry.tokens(prompt, content, output);
        entry.flaw(answer.flaw());
        if (admission.inFlight(request.model()) >= model.engine().places()) {
            throw ServedError.of(ServedError.Kind.OVERLOADED, null);
        }
        Caller caller = new Caller(owner, exchange.request());
        int mostTokens = maxTokens * request.wishes().choices();
        Verdict verdict = admission.decide(System.nanoTime(), caller, request, prompt, output, mostTokens);
        entry.verdict(verdict);
        if (!verdict.admitted()) {
            Response refusal = refusals.refusal(verdict, voice, caller, request.model(), entry.requestId());
            entry.refused(refusal.status(), verdict.name());
            exchange.respond(refusal.with(voice.timing(millis(exchange))));
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>(voice.headers(entry.requestId()));
        headers.putAll(refusals.headers(verdict, voice, caller, request.model()));
        headers.putAll(voice.timing(millis(exchange)));
        long created = System.currentTimeMillis() / 1000;
        Generation generation = new Generation(
                exchange,
                request.stream(),
                answer,
                cached -> call.frames(new Prepared(answer, prompt, cached, model.snapshot(), created)),
                headers,
                punctuality,
                config.truth().tokens() ? new TokenTimes() : null,
                (ended, finish) -> {
                    admission.ended(
                            System.nanoTime(), request.model(), verdict, prompt, ended.cachedTokens(), ended.written());
                    meters.get(request.model())
                            .ended(
                                    ended.written(),
                                    ended.queueNanos(),
                                    ended.prefillNanos(),
                                    ended.firstNanos(),
                                    ended.lastNanos(),
                                    finish);
                    entry.ended(ended, finish);
                });
        admission.began(request.model(), verdict, generation::written);
        int steps = answer.steps();
        if (fault.error() != null && steps > 0) {
            steps = Math.min(fault.afterSteps() + 1, steps);
            generation.failAfter(steps - 1, fault.error());
        }
        long[] blocks = model.engine().prefixCache().isOn()
                ? blocks(request, model.engine().prefixCache().blockTokens())
                : NO_BLOCKS;
        start(exchange, engines.get(request.model()), new Sequence<>(generation, prompt, steps, blocks));
    }

    private Answer answer(ServedRequest request, int maxTokens, Fault.Ends ends) {
        return switch (ends) {
            case REFUSED -> Endings.refused(request.wishes().choices(), maxTokens);
            case FILTERED -> Endings.filtered(answers.answer(request, maxTokens));
            case AS_USUAL -> answers.answer(request, maxTokens);
        };
    }

    /** The share of a model's places that are taken. */
    private double load(String model) {
        EngineConfig engine = config.models().get(model).engine();
        return (double) admission.inFlight(model) / engine.running();
    }

    /** The prompt's blocks: what the format adds is spread over the texts, in front of each. */
    private long[] blocks(ServedRequest request, int blockTokens) {
        PromptBlocks blocks = new PromptBlocks(blockTokens);
        int texts = Math.max(1, request.texts().size());
        for (String text : request.texts()) {
            for (int i = 0; i < request.formatTokens() / texts; i++) {
                blocks.add(-1 - i);
            }
            counter.tokens(text, blocks::add);
        }
        return blocks.hashes();
    }

    private void start(Exchange exchange, Engine<Generation> engine, Sequence<Generation> sequence) {
        Generation generation = sequence.owner();
        generation.sequence(sequence);
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

    /** Hands the page of {@code /metrics} over, on the engine's thread. Any thread. */
    public void metrics(Consumer<Response> to) {
        engineThread.read(() -> {
            long now = System.nanoTime();
            List<ServedModel> models = new TreeMap<>(engines)
                    .entrySet().stream()
                            .map(engine -> new ServedModel(
                                    engine.getKey(),
                                    config.models().get(engine.getKey()).engine(),
                                    engine.getValue().stats(now),
                                    meters.get(engine.getKey())))
                            .toList();
            to.accept(MetricsPage.of(models, punctuality.worstNanos(now) / 1e9, punctuality.saturated(now)));
        });
    }

    /** Whether no model is still starting. */
    public boolean isReady() {
        long up = System.nanoTime() - startedNanos;
        return config.models().values().stream()
                .allMatch(model -> up >= model.engine().startupMillis() * 1e6);
    }

    /** Every limit is whole again. */
    public void reset() {
        admission.reset();
    }

    @Override
    public void close() {
        engineThread.close();
        readers.shutdownNow();
    }
}
