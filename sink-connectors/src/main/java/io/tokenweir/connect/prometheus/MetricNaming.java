package io.tokenweir.connect.prometheus;

import java.util.Locale;
import java.util.Map;

/**
 * Which names the metrics and their labels go by: ours, or, for what OpenTelemetry's GenAI conventions have a name for, that
 * name in Prometheus' translation (dots become underscores, the unit is a suffix). A load generator is a client, so it is the
 * client's metrics that are meant; where the conventions have no name, ours stays. Pure.
 *
 * <p>Source: semantic-conventions-genai, docs/gen-ai/gen-ai-metrics.md. Their {@code gen_ai.client.token.usage} is a
 * distribution over requests; we have sums, so it is left alone.
 */
enum MetricNaming {
    PROMETHEUS,
    OPENTELEMETRY;

    private static final Map<Family, String> METRICS = Map.of(
            Family.TTFT, "gen_ai_client_operation_time_to_first_chunk_seconds",
            Family.INTER_TOKEN, "gen_ai_client_operation_time_per_output_chunk_seconds",
            Family.END_TO_END, "gen_ai_client_operation_duration_seconds");

    private static final Map<String, String> LABELS =
            Map.of("model", "gen_ai_request_model", "provider", "gen_ai_provider_name");

    /** Our rule tables' names for providers where the conventions' well-known values differ. */
    private static final Map<String, String> PROVIDERS =
            Map.of("azure-openai", "azure.ai.openai", "bedrock", "aws.bedrock", "gemini", "gcp.gemini");

    /** Required by the conventions on each of their metrics; every request that is generated is one of this kind. */
    private static final String OPERATION = "gen_ai_operation_name";

    private static final String CHAT = "chat";

    static MetricNaming of(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT));
    }

    /** Name of the metric, of a histogram without {@code _bucket} and the like. */
    String metric(Family family) {
        return this == PROMETHEUS ? family.metric() : METRICS.getOrDefault(family, family.metric());
    }

    /** The point with its labels under this naming. */
    Point rename(Point point) {
        if (this == PROMETHEUS) {
            return point;
        }
        Labels labels = Labels.NONE;
        for (Map.Entry<String, String> label : point.labels().pairs().entrySet()) {
            String name = label.getKey();
            String value = label.getValue();
            labels = labels.with(
                    LABELS.getOrDefault(name, name),
                    name.equals("provider") ? PROVIDERS.getOrDefault(value, value) : value);
        }
        if (METRICS.containsKey(point.family())) {
            labels = labels.with(OPERATION, CHAT);
        }
        return new Point(point.family(), labels, point.value(), point.buckets());
    }
}
