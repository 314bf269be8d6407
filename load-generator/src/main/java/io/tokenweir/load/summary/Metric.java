package io.tokenweir.load.summary;

import java.util.Optional;

import io.tokenweir.common.health.ErrorBounds;
import io.tokenweir.common.threshold.MetricKind;
import io.tokenweir.common.threshold.ThresholdMetric;

/**
 * What a summary has exact percentiles of. Service times count from the actual start of the attempt; those called intended
 * count from the instant at which the request was due, queue, retries and waits included.
 */
public enum Metric {
    /** Actual start of an attempt to its first generated token of any kind. */
    TTFT("ttft"),
    /** Intended start of the request to that token, of the attempt that ended the request. */
    TTFT_INTENDED("ttftIntended"),
    /** Actual start of an attempt to its first content. */
    TTFAT("ttfat"),
    /** Intended start of the request to that. */
    TTFAT_INTENDED("ttfatIntended"),
    /** Between two arrivals of one attempt. */
    INTER_TOKEN("interToken"),
    /** First to last arrival of an attempt, by its output tokens less one. */
    TPOT("tpot"),
    /** Actual start of an attempt that was answered in full to its end. */
    END_TO_END("endToEnd"),
    /** Intended start of a request that was answered in full to its end. */
    END_TO_END_INTENDED("endToEndIntended"),
    /** Actual start of an attempt that a limit refused to the end of the refusal. */
    REFUSAL("refusal"),
    /** Intended start of a request to the start of its first attempt. */
    QUEUE_WAIT("queueWait"),
    /** What a request waited between its attempts, when it had several. */
    RETRY_WAIT("retryWait"),
    /** Connecting, TLS included, for attempts that needed a new connection. */
    CONNECT("connect"),
    /** How late the engine itself was: intended start to the instant at which it turned to the request. */
    LATENESS("lateness");

    private final String text;

    Metric(String text) {
        this.text = text;
    }

    /** By how much a value may be falsified by our own loops; null when it is not measured where bytes are read. */
    Long errorBound(ErrorBounds errors) {
        return switch (this) {
            case INTER_TOKEN, TPOT -> errors.interTokenNanos();
            case QUEUE_WAIT, RETRY_WAIT, CONNECT, LATENESS -> null;
            default -> errors.ttftNanos();
        };
    }

    /** Whether a busy meter falsifies it; how late the meter itself was, it knows at any time. */
    boolean needsHealthyMeter() {
        return this != LATENESS;
    }

    /** What a threshold is on; empty when that is no duration. */
    static Optional<Metric> of(ThresholdMetric metric) {
        return metric.kind() == MetricKind.LATENCY ? Optional.of(valueOf(metric.name())) : Optional.empty();
    }

    /** As summaries and thresholds call it. */
    public String text() {
        return text;
    }
}
