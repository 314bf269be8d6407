package io.tokenweir.common.threshold;

import static io.tokenweir.common.threshold.MetricKind.COUNT;
import static io.tokenweir.common.threshold.MetricKind.LATENCY;
import static io.tokenweir.common.threshold.MetricKind.SHARE;
import static io.tokenweir.common.threshold.MetricKind.VALUE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.tokenweir.common.scenario.NearestName;

/** Everything that a threshold may be put on, by the names of the summary; docs/thresholds.md has the list. */
public enum ThresholdMetric {
    TTFT("ttft", LATENCY),
    TTFT_INTENDED("ttftIntended", LATENCY),
    TTFAT("ttfat", LATENCY),
    TTFAT_INTENDED("ttfatIntended", LATENCY),
    INTER_TOKEN("interToken", LATENCY),
    TPOT("tpot", LATENCY),
    END_TO_END("endToEnd", LATENCY),
    END_TO_END_INTENDED("endToEndIntended", LATENCY),
    REFUSAL("refusal", LATENCY),
    QUEUE_WAIT("queueWait", LATENCY),
    RETRY_WAIT("retryWait", LATENCY),
    CONNECT("connect", LATENCY),
    LATENESS("lateness", LATENCY),
    OFFERED("offered", COUNT),
    STARTED("started", COUNT),
    ACHIEVED("achieved", COUNT),
    GOODPUT("goodput", COUNT),
    REQUESTS("requests", COUNT, "outcome"),
    ATTEMPTS("attempts", COUNT, "outcome", "status"),
    RETRIES("retries", COUNT),
    ARRIVALS("arrivals", COUNT),
    INPUT_TOKENS("inputTokens", COUNT),
    OUTPUT_TOKENS("outputTokens", COUNT),
    ANSWERED("answered", SHARE),
    GOOD("good", SHARE),
    FAILED("failed", SHARE),
    DROPPED("dropped", SHARE),
    SHED("shed", SHARE),
    REFUSED("refused", SHARE),
    FAILED_ATTEMPTS("failedAttempts", SHARE),
    VALID_SECONDS("validSeconds", SHARE),
    INVALID_SECONDS("invalidSeconds", SHARE),
    AMPLIFICATION("amplification", VALUE),
    COST("cost", VALUE),
    WASTED_COST("wastedCost", VALUE),
    RETRY_AFTER_COMPLIANCE("retryAfterCompliance", VALUE),
    HERD_INDEX("herdIndex", VALUE),
    ARRIVAL_CERTIFICATE("arrivalCertificate", VALUE),
    TOKENS_PER_CPU_SECOND("tokensPerCpuSecond", VALUE);

    /** Known only when the run is over, or of the whole run only. */
    private static final Set<ThresholdMetric> OF_THE_WHOLE_RUN =
            Set.of(RETRY_AFTER_COMPLIANCE, HERD_INDEX, ARRIVAL_CERTIFICATE, TOKENS_PER_CPU_SECOND);

    /** Of the meter, not of requests: cannot be selected by scenario. */
    private static final Set<ThresholdMetric> OF_THE_METER = Set.of(VALID_SECONDS, INVALID_SECONDS);

    /** k6's names that mean the same here. */
    private static final Map<String, ThresholdMetric> ALIASES =
            Map.of("http_reqs", ATTEMPTS, "http_req_failed", FAILED_ATTEMPTS);

    /** What other tools call something like it. */
    private static final Map<String, ThresholdMetric> ELSEWHERE = Map.of(
            "http_req_duration", END_TO_END,
            "http_req_waiting", TTFT,
            "http_req_connecting", CONNECT,
            "iterations", REQUESTS,
            "iteration_duration", END_TO_END_INTENDED,
            "dropped_iterations", DROPPED,
            "time_to_first_token", TTFT,
            "itl", INTER_TOKEN);

    private final String text;
    private final MetricKind kind;
    private final Set<String> classes;

    ThresholdMetric(String text, MetricKind kind, String... classes) {
        this.text = text;
        this.kind = kind;
        this.classes = Set.of(classes);
    }

    /** By its name, upper and lower case and underscores not minded; throws {@link IllegalArgumentException} with the nearest. */
    static ThresholdMetric named(String name) {
        ThresholdMetric alias = ALIASES.get(name);
        if (alias != null) {
            return alias;
        }
        String plain = plain(name);
        for (ThresholdMetric metric : values()) {
            if (plain(metric.text).equals(plain)) {
                return metric;
            }
        }
        ThresholdMetric near = ELSEWHERE.get(name.toLowerCase(Locale.ROOT));
        String nearest = near != null ? near.text : NearestName.of(name, names());
        throw new IllegalArgumentException("there is no metric '" + name + "' to put a threshold on; "
                + (nearest == null
                        ? "known are " + String.join(", ", names())
                        : near != null
                                ? "what comes nearest here is '" + nearest + "'"
                                : "did you mean '" + nearest + "'?"));
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(ThresholdMetric::text).toList();
    }

    private static String plain(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }

    public String text() {
        return text;
    }

    public MetricKind kind() {
        return kind;
    }

    /** Whether its value is known while the run goes on, so that it may end it. */
    boolean live() {
        return !OF_THE_WHOLE_RUN.contains(this);
    }

    /** Whether it exists for one scenario or stage alone. */
    boolean selectable() {
        return live() && !OF_THE_METER.contains(this);
    }

    /** Tags beside scenario and stage: classes that it is counted by. */
    Set<String> classes() {
        return classes;
    }
}
