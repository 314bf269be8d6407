package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The quick form of a run: a load without a scenario file. What is null was not given. */
final class QuickOptions {
    @Option(names = "--model", paramLabel = "NAME", description = "Quick form: model to ask for.")
    String model;

    @Option(names = "--api", paramLabel = "API", description = "Quick form: protocol (default: openai-chat).")
    String api;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "Quick form: rule table that classifies refusals (default: openai).")
    String provider;

    @Option(names = "--vus", paramLabel = "N", description = "Quick form: so many virtual users, closed loop.")
    Integer vus;

    @Option(
            names = "--spread",
            paramLabel = "TIME",
            description = "With --vus: spread their starts evenly over this time.")
    String spread;

    @Option(names = "--think-time", paramLabel = "TIME", description = "With --vus: pause between two requests.")
    String thinkTime;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            description = "Quick form: so many requests per second, minute (N/m) or hour (N/h), open loop.")
    String rate;

    @Option(
            names = "--arrivals",
            paramLabel = "HOW",
            description = "With --rate: constant, poisson, or gamma and --shape (default: constant).")
    String arrivals;

    @Option(
            names = "--shape",
            paramLabel = "K",
            description = "With --arrivals gamma: below 1 comes in bursts, 1 is Poisson, above 1 is more even.")
    Double shape;

    @Option(
            names = "--max-vus",
            paramLabel = "N",
            description = "With --rate: most requests open at once; arrivals beyond are dropped and counted "
                    + "(default: ten seconds' worth, 100 to 10,000).")
    Integer maxVus;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "With --vus or --rate as its peak: smoke, average, stress, spike, soak or breakpoint.")
    String preset;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "Quick form: length, warm-up included (default: 30s, or the preset's own).")
    String duration;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            description = "Quick form: beginning of it that the summary leaves out (default: none).")
    String warmUp;

    @Option(
            names = "--graceful-stop",
            paramLabel = "TIME",
            description = "Quick form: how long open requests may finish after that (default: 30s).")
    String gracefulStop;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "Quick form: output tokens to ask for (default: 64).")
    Integer maxTokens;

    @Option(
            names = "--prompt-tokens",
            paramLabel = "N",
            description = "Quick form: tokens of each prompt, exactly (default: 128).")
    Integer promptTokens;

    @Option(
            names = "--retry",
            paramLabel = "HOW",
            description = "Quick form: none, naive, back-off or obey (default: none).")
    String retry;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            description = "With --retry: attempts per request, the first included (default: 4).")
    Integer maxAttempts;

    @Option(names = "--seed", paramLabel = "N", description = "Quick form: everything random follows from it.")
    Long seed;

    @Option(
            names = "--header",
            paramLabel = "NAME: VALUE",
            description =
                    "Quick form: send this header too; secrets as ${NAME}, from the environment. May be given again.")
    List<String> headers;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Quick form: certificates (PEM) to trust instead of the JDK's.")
    String caFile;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "Quick form: longest wait for an answer's first token (default: 60s).")
    String timeout;

    @Option(
            names = "--body",
            paramLabel = "FILE",
            description = "With --api http: what is sent, with a place for the prompt.")
    Path body;

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description =
                    "With --api http: what follows the target's address; a place for the prompt may be in its query.")
    String path;

    @Option(names = "--method", paramLabel = "METHOD", description = "With --api http: HTTP method (default: POST).")
    String method;

    @Option(
            names = "--answer",
            paramLabel = "PLACE",
            description = "With --api http: where the answer's text is, as in $.answer.")
    String answer;

    @Option(
            names = "--answer-model",
            paramLabel = "PLACE",
            description = "With --api http: where the answer names its model.")
    String answerModel;

    @Option(
            names = "--done",
            paramLabel = "DATA",
            description = "With --api http: data of the event that ends a stream (default: [DONE], or its end).")
    String done;

    @Option(
            names = "--refusal",
            paramLabel = "WHEN",
            description = "With --api http: an honest refusal, by status (503) or place ($.error, $.error=busy). "
                    + "May be given again.")
    List<String> refusals;

    @Option(
            names = "--degraded",
            paramLabel = "WHEN",
            description = "With --api http: a lesser answer, in the same form. May be given again.")
    List<String> degraded;

    @Option(
            names = "--hang",
            paramLabel = "TIME",
            description = "With --api http: wait for anything new after which the application hangs (default: 60s).")
    String hang;

    @Option(
            names = "--authorised-by",
            paramLabel = "NAME",
            description = "Quick form: who allowed this test; needed for a target that is not on loopback.")
    String authorisedBy;

    @Spec(Spec.Target.SELF)
    private CommandSpec self;

    /** The options that describe a load, and their values; those that were not given are left out. */
    Map<String, Object> load() {
        Map<String, Object> given = new LinkedHashMap<>();
        for (OptionSpec option : self.options()) {
            Object value = option.getValue();
            if (value != null) {
                given.put(option.longestName(), value);
            }
        }
        return given;
    }

    /** As they were given. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        load().forEach((option, value) -> {
            for (Object one : value instanceof List<?> several ? several : List.of(value)) {
                arguments.addAll(List.of(option, one.toString()));
            }
        });
        return arguments;
    }
}
