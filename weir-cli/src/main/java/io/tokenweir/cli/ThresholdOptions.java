package io.tokenweir.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Option;

import io.tokenweir.common.expect.Expectations;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.common.threshold.Thresholds;

/** What a run is held against beside its scenario's thresholds, and where that is kept for a build server. */
final class ThresholdOptions {
    @Option(
            names = "--threshold",
            paramLabel = "METRIC:CONDITION",
            description = "What must hold, such as 'ttft:p(99)<800' or 'failed:rate<1%%' (docs/thresholds.md); "
                    + "exit code 99 when it does not. May be given again.")
    private List<String> texts = List.of();

    @Option(names = "--abort-on-fail", description = "With --threshold: end the run as soon as one fails.")
    private boolean abortOnFail;

    @Option(
            names = "--abort-delay",
            paramLabel = "TIME",
            description = "With --abort-on-fail: not before this time has passed.")
    private String delay;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Write the thresholds as JUnit XML, a test case each, for a build server.")
    private Path junit;

    /** Those of the scenario and of the command line; throws {@link Failure} when one, or what is expected, cannot be. */
    List<Threshold> of(ScenarioFile scenario) {
        if (junit != null) {
            OutputFile.check(junit, "JUnit XML", "--junit");
        }
        QuickChecks.require(!abortOnFail || !texts.isEmpty(), "--abort-on-fail needs a --threshold that may fail.");
        QuickChecks.require(
                abortOnFail || delay == null, "--abort-delay belongs to --abort-on-fail, which is not given.");
        Duration after = delay == null ? Duration.ZERO : QuickChecks.duration("--abort-delay", delay);
        try {
            List<Threshold> more = new ArrayList<>();
            texts.forEach(text -> more.add(Thresholds.parse(text, abortOnFail, after)));
            Expectations.of(scenario);
            return Thresholds.of(scenario, more);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    /** The same options for another command; what this process writes itself is left out. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        texts.forEach(text -> arguments.addAll(List.of("--threshold", text)));
        if (abortOnFail) {
            arguments.add("--abort-on-fail");
        }
        if (delay != null) {
            arguments.addAll(List.of("--abort-delay", delay));
        }
        return arguments;
    }

    /** Keeps them for the build server, and says how many do not hold; the exit code of a run that came to its end. */
    int tell(JUnitXml.Suite suite, List<ThresholdResult> judged, PrintStream err) {
        if (junit != null) {
            OutputFile.write(junit, "JUnit XML", JUnitXml.of(suite, judged));
        }
        String sentence = ThresholdText.sentence(judged);
        if (sentence == null) {
            return ExitCode.PASSED;
        }
        err.println("weir: " + sentence);
        return ExitCode.THRESHOLD_FAILED;
    }
}
