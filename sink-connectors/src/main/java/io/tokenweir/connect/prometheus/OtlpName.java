package io.tokenweir.connect.prometheus;

import java.util.Map;

/**
 * What a metric is called in OpenTelemetry: dots between namespaces, and the unit (UCUM) beside the name, not in it. Prometheus
 * makes its own name of it again when it receives OTLP, so dashboards and rules hold for both ways.
 */
record OtlpName(String name, String unit) {
    private static final String TOTAL = "_total";
    private static final String OURS = "weir_";
    private static final Map<String, String> UNITS = Map.of("seconds", "s", "bytes", "By", "ratio", "1", "watts", "W");

    /** GenAI conventions' own names for what {@link MetricNaming#OPENTELEMETRY} says in Prometheus' translation. */
    private static final String CONVENTIONS = "gen_ai_client_operation_";

    /** The name for one in Prometheus' terms. */
    static OtlpName of(String metric) {
        String name = metric.endsWith(TOTAL) ? metric.substring(0, metric.length() - TOTAL.length()) : metric;
        int end = name.lastIndexOf('_');
        String unit = UNITS.getOrDefault(name.substring(end + 1), "");
        if (!unit.isEmpty()) {
            name = name.substring(0, end);
        }
        if (name.startsWith(CONVENTIONS)) {
            return new OtlpName("gen_ai.client.operation." + name.substring(CONVENTIONS.length()), unit);
        }
        return new OtlpName(name.startsWith(OURS) ? "weir." + name.substring(OURS.length()) : name, unit);
    }
}
