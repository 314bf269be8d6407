package io.tokenweir.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.StageSpec;
import io.tokenweir.common.scenario.TargetSpec;
import io.tokenweir.common.scenario.TimeoutSpec;

/** A quick form's scenario as the file that says the same, for the run's records and for who wants to go on from there. */
final class QuickScenarioText {
    private QuickScenarioText() {}

    static String of(ScenarioFile scenario) {
        List<String> lines = new ArrayList<>();
        lines.add("name: " + scenario.name());
        lines.add("seed: " + scenario.seed());
        lines.add("target:");
        lines.add("  url: " + quoted(scenario.target().url()));
        lines.add("  api: " + quoted(scenario.target().api()));
        lines.add("  provider: " + quoted(scenario.target().provider()));
        lines.add("  model: " + quoted(scenario.target().model()));
        wayTo(scenario.target()).forEach(line -> lines.add("  " + line));
        if (scenario.target().application() != null) {
            // JSON is YAML
            lines.add("  application: " + scenario.target().application());
        }
        var authorised = scenario.target().authorised();
        if (authorised != null) {
            lines.add("  authorised: {by: " + quoted(authorised.by()) + ", until: " + authorised.until() + ", hosts: ["
                    + quoted(authorised.hosts().get(0)) + "]}");
        }
        lines.add("scenarios:");
        scenario.scenarios().forEach((name, load) -> {
            lines.add("  " + name + ":");
            load(load).forEach(line -> lines.add("    " + line));
        });
        return String.join("\n", lines) + "\n";
    }

    private static List<String> wayTo(TargetSpec target) {
        List<String> lines = new ArrayList<>();
        if (!target.headers().isEmpty()) {
            lines.add("headers:");
            target.headers().forEach((name, value) -> lines.add("  " + quoted(name) + ": " + quoted(value)));
        }
        if (target.caFile() != null) {
            lines.add("caFile: " + quoted(target.caFile()));
        }
        if (!target.timeouts().equals(TimeoutSpec.USUAL)) {
            lines.add("timeouts: {firstToken: " + text(target.timeouts().firstToken()) + ", total: "
                    + text(target.timeouts().total()) + "}");
        }
        return lines;
    }

    private static List<String> load(LoadSpec load) {
        List<String> lines = new ArrayList<>();
        lines.add("executor: " + load.executor().text());
        add(lines, "gracefulStop", text(load.gracefulStop()));
        add(lines, "vus", load.vus());
        add(lines, "startVUs", load.startVUs());
        add(lines, "duration", load.duration() == null ? null : text(load.duration()));
        if (!load.stages().isEmpty()) {
            lines.add("stages:");
            for (StageSpec stage : load.stages()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  - {name: %s, duration: %s, target: %s}",
                        stage.name(),
                        text(stage.duration()),
                        stage.target()));
            }
        }
        add(lines, "rate", load.rate());
        add(lines, "startRate", load.startRate());
        add(lines, "shape", load.shape());
        add(lines, "maxVUs", load.maxVUs());
        add(lines, "warmUp", load.warmUp().isZero() ? null : text(load.warmUp()));
        lines.add("prompt: {tokens: " + load.prompt().tokens() + "}");
        add(lines, "maxTokens", load.maxTokens());
        add(lines, "thinkTime", text(load.thinkTime()));
        lines.add("reaction: {retry: "
                + load.reaction().retry().name().toLowerCase(Locale.ROOT).replace('_', '-') + ", maxAttempts: "
                + load.reaction().maxAttempts() + "}");
        return lines;
    }

    private static void add(List<String> lines, String key, Object value) {
        if (value != null) {
            lines.add(key + ": " + value);
        }
    }

    private static String text(Duration length) {
        return BigDecimal.valueOf(length.toNanos(), 3).stripTrailingZeros().toPlainString() + "us";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
