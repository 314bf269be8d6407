package io.tokenweir.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.scenario.TargetSpec;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.protocol.provider.Api;
import io.tokenweir.report.limiter.LimiterFindings;
import io.tokenweir.report.limiter.LimiterJson;
import io.tokenweir.report.limiter.ProbeBudget;

@Command(
        name = "limiter",
        description =
                "Finds out by designed probes what limits a target has: of what, how large, in what window, whose.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nFindings rest on refusals alone; what headers claim is shown beside them (docs/limiter.md).",
            "%nExample:",
            "  ./weir limiter --target http://127.0.0.1:8000/v1 --model small --budget-time 10m",
            "%nWith several keys, of which each line says whose it is, it finds out who shares a limit:",
            "  ./weir limiter --target http://127.0.0.1:8000/v1 --model small --keys-file keys.csv --out limiter.json"
        })
final class LimiterCommand implements Callable<Integer> {
    private static final double MILLION = 1e6;

    @Option(names = "--target", required = true, paramLabel = "URL", description = "Base address, as of ./weir run.")
    private String target;

    @Option(names = "--api", defaultValue = "openai-chat", description = "The target's API (default: openai-chat).")
    private String api;

    @Option(names = "--model", required = true, description = "Model that calls ask for.")
    private String model;

    @Option(
            names = "--keys-file",
            paramLabel = "FILE",
            description = "One key a line: key,account,project,organisation; the first one is probed.")
    private Path keysFile;

    @Option(names = "--key-env", paramLabel = "NAME", description = "Take the API key from this environment variable.")
    private String keyEnv;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Scenario whose target.authorised allows a target that is not on this machine.")
    private Path scenario;

    @Option(
            names = "--budget-time",
            defaultValue = "20m",
            paramLabel = "TIME",
            description = "How long it may take, e.g. 90s, 10m (default: 20m).")
    private String time;

    @Option(names = "--budget-requests", defaultValue = "20000", paramLabel = "N", description = "Default: 20000.")
    private long requests;

    @Option(names = "--budget-tokens", defaultValue = "2000000", paramLabel = "N", description = "Default: 2000000.")
    private long tokens;

    @Option(
            names = "--budget-money",
            paramLabel = "X",
            description = "What all tokens may cost, at --price for a million of them.")
    private Double money;

    @Option(names = "--price", paramLabel = "X", description = "Of a million tokens, the dearer of input and output.")
    private Double price;

    @Option(names = "--out", paramLabel = "FILE", description = "Write what was found there, too, as JSON.")
    private Path out;

    @Override
    public Integer call() throws InterruptedException {
        URI address = TargetAddress.of(target);
        Api known = api();
        TargetSpec.Authorisation authorised =
                scenario == null ? null : ScenarioReader.read(scenario).target().authorised();
        new TargetGuard(authorised, LocalDate.now()).checkTraffic(address);
        ProbeBudget budget = budget();
        LimiterKeys keys = LimiterKeys.of(keysFile, keyEnv, System.getenv());
        if (out != null) {
            OutputFile.check(out, "result", "--out");
        }
        TargetProbe.check(address);
        LimiterFindings findings;
        try (Interrupt interrupt = new Interrupt();
                LimiterCalls calls = new LimiterCalls(address, known, model, keys.secrets())) {
            findings = new LimiterRun(calls, interrupt, System.err).run(keys.owners(), budget);
        }
        System.out.print(LimiterText.of(findings));
        if (out != null) {
            OutputFile.write(out, "result", LimiterJson.render(findings));
            System.out.println("Written to " + out);
        }
        return ExitCode.PASSED;
    }

    private Api api() {
        try {
            return Api.named(api);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    private ProbeBudget budget() {
        long most = tokens;
        if ((money == null) != (price == null)) {
            throw Failure.usage(
                    "--budget-money and --price belong together: what may be spent, and what a million tokens cost.");
        }
        if (money != null) {
            most = price > 0 ? (long) Math.min(most, money / price * MILLION) : 0;
        }
        if (requests < 1 || most < 1) {
            throw Failure.usage("The budget allows no call: --budget-requests and the tokens of --budget-tokens and"
                    + " --budget-money must be at least 1.");
        }
        return new ProbeBudget(duration().toNanos(), requests, most);
    }

    private Duration duration() {
        if (!time.matches("[1-9][0-9]{0,6}[smh]")) {
            throw Failure.usage("--budget-time " + time + " is no time; write for instance 90s, 10m or 1h.");
        }
        return Duration.parse("PT" + time.toUpperCase(java.util.Locale.ROOT));
    }
}
