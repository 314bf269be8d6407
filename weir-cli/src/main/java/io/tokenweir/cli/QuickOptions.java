package io.tokenweir.cli;

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
