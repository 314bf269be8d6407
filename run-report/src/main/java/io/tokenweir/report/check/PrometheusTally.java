package io.tokenweir.report.check;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tokenweir.report.check.Quantity.Kind;
import io.tokenweir.report.read.RunScope;

/**
 * Reads the {@code weir_run_*} counters of one run out of a Prometheus text exposition (format 0.0.4, OpenMetrics alike).
 * Pure. Other metrics, other runs and other vantages are passed over.
 */
final class PrometheusTally {
    private static final Set<Kind> KNOWN =
            EnumSet.of(Kind.REQUESTS, Kind.ATTEMPTS, Kind.ARRIVALS, Kind.INPUT_TOKENS, Kind.OUTPUT_TOKENS, Kind.COST);
    private static final Map<String, Kind> COUNTERS = Map.of(
            "weir_run_requests_total", Kind.REQUESTS,
            "weir_run_attempts_total", Kind.ATTEMPTS,
            "weir_run_arrivals_total", Kind.ARRIVALS,
            "weir_run_input_tokens_total", Kind.INPUT_TOKENS,
            "weir_run_output_tokens_total", Kind.OUTPUT_TOKENS,
            "weir_run_cost_total", Kind.COST);
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)\\{(.*)}\\s+(\\S+).*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private PrometheusTally() {}

    /** Whether the endpoint still has the segment: of a continuous run it keeps the newest ones only. */
    static boolean holds(String exposition, RunScope scope) {
        return scope.segment() == null
                || exposition
                        .lines()
                        .map(SAMPLE::matcher)
                        .filter(Matcher::matches)
                        .map(sample -> labels(sample.group(2)))
                        .anyMatch(labels -> isOf(scope, labels));
    }

    static SourceEvidence of(String exposition, RunScope scope) {
        SourceEvidence evidence = SourceEvidence.empty(Source.PROMETHEUS, KNOWN);
        exposition.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(sample -> {
            Kind kind = COUNTERS.get(sample.group(1));
            if (kind != null) {
                add(evidence.total(), kind, labels(sample.group(2)), sample.group(3), scope);
            }
        });
        return evidence;
    }

    private static void add(Tally tally, Kind kind, Map<String, String> labels, String value, RunScope scope) {
        boolean ours = isOf(scope, labels) && "generator".equalsIgnoreCase(labels.getOrDefault("vantage", "generator"));
        if (ours) {
            boolean byOutcome = kind == Kind.REQUESTS || kind == Kind.ATTEMPTS;
            tally.addFloat(kind, byOutcome ? labels.getOrDefault("outcome", "") : "", Double.parseDouble(value));
        }
    }

    private static boolean isOf(RunScope scope, Map<String, String> labels) {
        return scope.runId().equals(labels.get("run_id"))
                && scope.covers(Integer.parseInt(labels.getOrDefault("segment", "0")));
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2).replaceAll("\\\\(.)", "$1"));
        }
        return labels;
    }
}
