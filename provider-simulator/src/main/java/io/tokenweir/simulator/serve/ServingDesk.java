package io.tokenweir.simulator.serve;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

import io.netty.channel.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.api.Fault;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.truth.TruthLog;
import io.tokenweir.simulator.wall.Admission;
import io.tokenweir.simulator.wall.Refusals;

/**
 * Where requests to the API arrive: who asks is looked at here, of large requests on a small pool, every refusal is said and
 * noted, and what is understood is handed on to be answered.
 */
public final class ServingDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServingDesk.class);

    private static final int SMALL_BODY_BYTES = 4 << 10;

    private final KeyRing keys;
    /** The key of those who show none; empty: they are refused. */
    private final Optional<String> anonymous;

    private final Journal journal;
    private final Admission admission;
    private final Refusals refusals;
    private final Prompts prompts = new Prompts();
    private final EngineRoom engines;
    private final Answering answering;
    private final IdempotencyKeys idempotencyKeys = new IdempotencyKeys();
    private final ExecutorService readers = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "simulator-reader");
        thread.setDaemon(true);
        return thread;
    });

    /** @param loop times and writes tokens */
    public ServingDesk(SimulatorConfig config, KeyRing keys, TruthLog log, EventLoop loop) {
        this.keys = keys;
        anonymous = config.acceptAnyKey() && !config.api().keyRequired() ? Optional.of("anonymous") : Optional.empty();
        this.journal = new Journal(log);
        this.admission = new Admission(config, log::append);
        this.refusals = new Refusals(config);
        this.engines = new EngineRoom(config, loop);
        this.answering = new Answering(config, admission, refusals, prompts, engines);
        readers.execute(prompts::warmUp);
    }

    /** What decides who may pass. */
    public Admission wall() {
        return admission;
    }

    /** Answers a request that is generated for. Event loop. */
    public void serve(Exchange exchange, Dialect dialect) {
        VendorVoice voice = refusals.profiled(dialect.voice());
        String requestId = voice.requestId();
        whereItFits(exchange, () -> {
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

    /**
     * What is read in less time than tokens may be late stays on the loop: it takes half of what the way to another thread and
     * back costs, and that thread may hold the loop's core for longer.
     */
    private void whereItFits(Exchange exchange, Runnable reading) {
        if (exchange.request().body().length <= SMALL_BODY_BYTES && prompts.areWarm()) {
            reading.run();
        } else {
            readers.execute(reading);
        }
    }

    /** Tokens of a request's prompt, as {@code usage} would report them. */
    public int promptTokens(ServedRequest request) {
        return prompts.contentTokens(request) + request.formatTokens();
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
            answering.answer(exchange, entry, owner, dialect, fault);
        } catch (ServedError error) {
            refuse(exchange, entry, refusals.profiled(dialect.voice()), error);
        }
    }

    /** Answers whoever shows a valid key with {@code answer}, and notes it; for endpoints that cost nothing. Event loop. */
    public void serveFree(Exchange exchange, VendorVoice vendor, Function<KeyOwner, Response> answer) {
        VendorVoice voice = refusals.profiled(vendor);
        String requestId = voice.requestId();
        whereItFits(exchange, () -> free(exchange, voice, requestId, answer));
    }

    private void free(Exchange exchange, VendorVoice voice, String requestId, Function<KeyOwner, Response> answer) {
        Journal.Entry entry = journal.open(exchange.request(), requestId);
        try {
            KeyOwner owner = authenticated(exchange, entry);
            Fault.of(exchange.request()).atOnce().ifPresent(error -> {
                throw error;
            });
            Response response = answer.apply(owner)
                    .with(voice.headers(requestId))
                    .with(voice.timing(exchange.request().sinceMillis()));
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
        exchange.respond(
                error.kind().fromTheEdge()
                        ? response
                        : response.with(voice.timing(exchange.request().sinceMillis())));
    }

    /** The owner of the request's key. */
    private KeyOwner authenticated(Exchange exchange, Journal.Entry entry) {
        String key = exchange.request()
                .key()
                .or(() -> anonymous)
                .orElseThrow(() -> ServedError.of(ServedError.Kind.NO_KEY, null));
        KeyOwner owner =
                keys.owner(key).orElseThrow(() -> ServedError.of(ServedError.Kind.WRONG_KEY, Secrets.masked(key)));
        entry.owner(owner);
        return owner;
    }

    /** Hands the page of {@code /metrics} over, on the engines' loop. Any thread. */
    public void metrics(Consumer<Response> to) {
        engines.metrics(to);
    }

    /** Whether no model is still starting. */
    public boolean isReady() {
        return engines.isReady();
    }

    /** Every limit is whole again. */
    public void reset() {
        admission.reset();
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
