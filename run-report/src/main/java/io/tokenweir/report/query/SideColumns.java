package io.tokenweir.report.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The columns that are shown of rows beside the requests when none are named: what stands in the others is nothing. */
final class SideColumns {
    private static final List<String> PROVISIONING = List.of(
            "steps",
            "latency.p50Nanos",
            "latency.p99Nanos",
            "calls",
            "refusedCalls",
            "retries",
            "failures",
            "accounts");
    private static final List<String> SYSTEM = List.of(
            "readings",
            "failedScrapes",
            "cpuUtilisationPpm.mean",
            "memoryUsedBytes.mean",
            "gpuUtilisationPpm.mean",
            "gpuUtilisationPpm.max",
            "gpuSecondsBelowBand",
            "gpuSecondsInBand",
            "gpuSecondsAboveBand",
            "requestsRunning.mean",
            "requestsWaiting.max",
            "acceleratorCostPico",
            "costPerBusyAcceleratorHourPico");

    private SideColumns() {}

    /** Null for a grouping of the requests. */
    static List<String> of(ResultTopic topic, String grouping) {
        return switch (grouping.toUpperCase(Locale.ROOT)) {
            case "PROVISIONING", "STEP" -> columns(topic, "provisioning", PROVISIONING);
            case "SYSTEM" -> columns(topic, "system", SYSTEM);
            default -> null;
        };
    }

    private static List<String> columns(ResultTopic topic, String part, List<String> fields) {
        boolean windows = topic == ResultTopic.METRICS;
        List<String> columns = new ArrayList<>(
                windows
                        ? List.of("windowStartMicros", "windowSeconds", "series")
                        : List.of("firstWindowMicros", "series"));
        fields.forEach(field -> columns.add(path(windows, part, field)));
        return columns;
    }

    /** How many accounts stand in each state is what all windows so far add up to. */
    private static String path(boolean windows, String part, String field) {
        String span = !windows ? "totals" : field.equals("accounts") ? "cumulative" : "window";
        return span + "." + part + "." + field;
    }
}
