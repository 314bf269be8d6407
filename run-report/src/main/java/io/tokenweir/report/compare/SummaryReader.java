package io.tokenweir.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.tokenweir.report.ReportException;

/** Reads the figures of a run from the JSON of its summary (docs/summary.md). Pure. */
public final class SummaryReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORMAT = "tokenweir-summary-";
    private static final List<String> STATISTICS = List.of("mean", "p50", "p90", "p99", "p999");
    private static final Map<String, Sense> SENSES = Map.of(
            "answeredShare", Sense.GOOD_SHARE,
            "goodShare", Sense.GOOD_SHARE,
            "droppedShare", Sense.BAD_SHARE,
            "refusedShare", Sense.BAD_SHARE);

    private SummaryReader() {}

    /**
     * Throws {@link ReportException} with a sentence when it is no summary.
     *
     * @param name how the user called it
     */
    public static MeasuredRun read(String name, String text) {
        JsonNode summary;
        try {
            summary = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ReportException(name + " is no JSON; name a summary that ./weir run --summary FILE wrote.", e);
        }
        if (!summary.path("format").asText().startsWith(FORMAT)) {
            throw new ReportException(
                    name + " is no summary; name one that ./weir run --summary FILE wrote, or a run.");
        }
        Map<String, Figure> figures = new LinkedHashMap<>();
        summary.path("latencies").properties().forEach(each -> latency(figures, each.getKey(), each.getValue()));
        summary.path("chance")
                .path("estimates")
                .properties()
                .forEach(each -> figures.put(each.getKey(), estimate(each.getKey(), each.getValue())));
        Double cost = number(summary.path("cpu").path("tokensPerCpuSecond"));
        if (cost != null) {
            figures.put("tokensPerCpuSecond", unbounded(Sense.AMOUNT, cost));
        }
        return new MeasuredRun(name, figures, RunFactsText.of(summary), doubts(summary));
    }

    private static void latency(Map<String, Figure> figures, String name, JsonNode latency) {
        if (latency.path("n").asLong() == 0) {
            return;
        }
        for (String statistic : STATISTICS) {
            figures.put(name + "." + statistic, latency(latency, statistic));
        }
    }

    private static Figure latency(JsonNode latency, String statistic) {
        Double value = number(latency.path(statistic));
        if (value == null) {
            return Figure.unusable(
                    Sense.LATENCY, null, "too few values (" + latency.path("n").asLong() + ")");
        }
        if (latency.path("verdict").asText().equals("invalid")) {
            return Figure.unusable(Sense.LATENCY, value, "invalid: " + joined(latency.path("reasons")));
        }
        Double meter = number(latency.path("errorBound"));
        JsonNode bounds = latency.path("bounds").path(statistic);
        return bounded(Sense.LATENCY, value, bounds, meter == null ? 0 : meter);
    }

    private static Figure estimate(String name, JsonNode estimate) {
        return bounded(SENSES.getOrDefault(name, Sense.AMOUNT), number(estimate.path("value")), estimate, 0);
    }

    private static Figure bounded(Sense sense, Double value, JsonNode bounds, double meter) {
        Double degrees = number(bounds.path("degrees"));
        return new Figure(
                sense,
                value,
                number(bounds.path("low")),
                number(bounds.path("high")),
                degrees == null ? Double.POSITIVE_INFINITY : degrees,
                meter,
                null);
    }

    private static Figure unbounded(Sense sense, double value) {
        return new Figure(sense, value, null, null, Double.POSITIVE_INFINITY, 0, null);
    }

    private static List<String> doubts(JsonNode summary) {
        List<String> doubts = new ArrayList<>();
        String cutShort = summary.path("span").path("cutShort").asText(null);
        if (cutShort != null) {
            doubts.add("was cut short: " + cutShort);
        }
        JsonNode windows = summary.path("windows");
        if (!windows.path("verdict").asText("valid").equals("valid")) {
            doubts.add("the meter was " + windows.path("verdict").asText() + ": " + joined(windows.path("reasons")));
        }
        for (JsonNode certificate : summary.path("arrivalCertificates")) {
            if (certificate.path("verdict").asText().equals("FAILED")) {
                doubts.add("arrivals were not as asked: " + joined(certificate.path("reasons")));
            }
        }
        long dropped = summary.path("requests").path("dropped").asLong();
        if (dropped > 0) {
            doubts.add(
                    dropped + " of " + summary.path("requests").path("offered").asLong()
                            + " requests were dropped; latencies are of the others");
        }
        return doubts;
    }

    private static String joined(JsonNode reasons) {
        List<String> texts = new ArrayList<>();
        reasons.forEach(reason -> texts.add(reason.asText()));
        return String.join("; ", texts);
    }

    private static Double number(JsonNode node) {
        return node.isNumber() ? (Double) node.asDouble() : null;
    }
}
