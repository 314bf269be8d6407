package io.tokenweir.simulator.serve;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.answer.Answer;
import io.tokenweir.simulator.answer.AnswerMaker;
import io.tokenweir.simulator.answer.DrawnAnswers;
import io.tokenweir.simulator.answer.Endings;
import io.tokenweir.simulator.answer.QualityDial;
import io.tokenweir.simulator.answer.TaskAnswers;
import io.tokenweir.simulator.api.Fault;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.engine.Sequence;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.wall.Admission;
import io.tokenweir.simulator.wall.Caller;
import io.tokenweir.simulator.wall.Refusals;
import io.tokenweir.simulator.wall.Verdict;

/**
 * A request's way from its body to the engine: read, held against its model, its answer decided and its tokens counted,
 * then decided about by the limits. Any thread.
 */
final class Answering {
    private final SimulatorConfig config;
    private final Admission admission;
    private final Refusals refusals;
    private final Prompts prompts;
    private final EngineRoom engines;
    private final AnswerMaker answers;
    private final Failures failures;

    Answering(SimulatorConfig config, Admission admission, Refusals refusals, Prompts prompts, EngineRoom engines) {
        this.config = config;
        this.admission = admission;
        this.refusals = refusals;
        this.prompts = prompts;
        this.engines = engines;
        answers = new QualityDial(
                new DrawnAnswers(
                        new TaskAnswers(config.seed(), config.answers()),
                        config.seed(),
                        config.answers(),
                        model -> config.models().get(model).engine()),
                config.quality(),
                config.seed(),
                this::load);
        failures = new Failures(config.seed());
    }

    /** The share of a model's places that are taken. */
    private double load(String model) {
        EngineConfig engine = config.models().get(model).engine();
        return (double) admission.inFlight(model) / engine.running();
    }

    /**
     * Answers, or refuses when a limit says so.
     *
     * @throws ServedError when there is another reason not to answer
     */
    void answer(Exchange exchange, Journal.Entry entry, KeyOwner owner, Dialect dialect, Fault fault) {
        Dialect.Call call = dialect.read(exchange.request(), owner);
        ServedRequest request = call.request();
        entry.model(request.model());
        ModelConfig model = served(request, fault);
        int content = prompts.contentTokens(request);
        int prompt = content + request.formatTokens();
        int maxTokens = call.silent() ? 0 : request.maxTokens() < 0 ? model.defaultOutputTokens() : request.maxTokens();
        if ((long) prompt + maxTokens > model.contextTokens()) {
            String tooLong = dialect.tooLong(prompt, maxTokens, model.contextTokens());
            throw new ServedError(ServedError.Kind.CONTEXT_LENGTH, request.promptParam(), null, tooLong);
        }
        Answer answer = call.silent() ? Answer.silent() : answer(request, maxTokens, fault.ends());
        entry.tokens(prompt, content, answer.tokens());
        entry.flaw(answer.flaw());
        if (admission.inFlight(request.model()) >= model.engine().places()) {
            throw ServedError.of(ServedError.Kind.OVERLOADED, null);
        }
        Caller caller = new Caller(owner, exchange.request());
        int mostTokens = maxTokens * request.wishes().choices();
        Verdict verdict = admission.decide(System.nanoTime(), caller, request, prompt, answer.tokens(), mostTokens);
        entry.verdict(verdict);
        VendorVoice voice = refusals.profiled(dialect.voice());
        Map<String, String> timing = voice.timing(exchange.request().sinceMillis());
        if (!verdict.admitted()) {
            Response refusal = refusals.refusal(verdict, voice, caller, request.model(), entry.requestId());
            entry.refused(refusal.status(), verdict.name());
            exchange.respond(refusal.with(timing));
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>(voice.headers(entry.requestId()));
        headers.putAll(refusals.headers(verdict, voice, caller, request.model()));
        headers.putAll(timing);
        begin(exchange, entry, call, model, fault, answer, prompt, verdict, headers);
    }

    /** The model that is asked for. */
    private ModelConfig served(ServedRequest request, Fault fault) {
        ModelConfig model = config.models().get(request.model());
        if (model == null) {
            throw ServedError.of(ServedError.Kind.UNKNOWN_MODEL, request.model());
        }
        if (fault.error() != null && !request.stream()) {
            throw fault.error();
        }
        if (engines.isStarting(model)) {
            throw ServedError.of(ServedError.Kind.OVERLOADED, null);
        }
        failures.strike(model.engine().failures(), request.model());
        return model;
    }

    private Answer answer(ServedRequest request, int maxTokens, Fault.Ends ends) {
        return switch (ends) {
            case REFUSED -> Endings.refused(request.wishes().choices(), maxTokens);
            case FILTERED -> Endings.filtered(answers.answer(request, maxTokens));
            case AS_USUAL -> answers.answer(request, maxTokens);
        };
    }

    /** The request is admitted: its answer goes to the engine, and its end is reported to whoever counts. */
    private void begin(
            Exchange exchange,
            Journal.Entry entry,
            Dialect.Call call,
            ModelConfig model,
            Fault fault,
            Answer answer,
            int prompt,
            Verdict verdict,
            Map<String, String> headers) {
        ServedRequest request = call.request();
        long created = System.currentTimeMillis() / 1000;
        Generation generation = new Generation(
                exchange,
                request.stream(),
                answer,
                cached -> call.frames(new Prepared(answer, prompt, cached, model.snapshot(), created)),
                headers,
                engines.punctuality(),
                config.truth().tokens() ? new TokenTimes(answer.tokens()) : null,
                (ended, finish) -> {
                    admission.ended(
                            System.nanoTime(), request.model(), verdict, prompt, ended.cachedTokens(), ended.written());
                    engines.ended(request.model(), ended, finish);
                    entry.ended(ended, finish);
                });
        if (request.stream() && call.keepsAwake() && config.stream().silenceMillis() > 0) {
            exchange.loop().execute(() -> generation.keepAwake(config.stream().silenceMillis()));
        }
        admission.began(request.model(), verdict, generation::written);
        int steps = answer.steps();
        if (fault.error() != null && steps > 0) {
            steps = Math.min(fault.afterSteps() + 1, steps);
            generation.failAfter(steps - 1, fault.error());
        }
        long[] blocks = prompts.blocks(request, model.engine().prefixCache());
        engines.start(exchange, request.model(), new Sequence<>(generation, prompt, steps, blocks));
    }
}
