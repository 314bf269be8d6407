package io.tokenweir.load.engine;

import io.tokenweir.common.scenario.Phase;
import io.tokenweir.load.summary.LoopRecorder;
import io.tokenweir.load.summary.Metric;
import io.tokenweir.protocol.outcome.Outcome;

/**
 * Tells the summary what becomes of the requests that belong to the measured span, as their events tell the topics. Owned by
 * one loop.
 */
final class RequestMeasures {
    private static final long SECOND = 1_000_000_000L;

    private final LoopRecorder recorder;
    private final long fromNanos;

    /** @param fromNanos instant at which the measured span begins */
    RequestMeasures(LoopRecorder recorder, long fromNanos) {
        this.recorder = recorder;
        this.fromNanos = fromNanos;
    }

    void opened(LogicalRequest request, long latenessNanos) {
        request.measured = counts(request);
        request.second = second(request);
        if (request.measured) {
            recorder.offered(request.second, latenessNanos);
        }
    }

    void dropped(LogicalRequest request) {
        if (counts(request)) {
            recorder.dropped(second(request));
        }
    }

    private int second(LogicalRequest request) {
        return (int) Math.max(0, (request.intendedNanos - fromNanos) / SECOND);
    }

    private static boolean counts(LogicalRequest request) {
        return Phase.isMeasured(request.series.series().getStage());
    }

    void started(LogicalRequest request) {
        if (request.measured) {
            recorder.started(request.second);
            recorder.value(Metric.QUEUE_WAIT, request.second, request.firstStartNanos - request.intendedNanos);
        }
    }

    void gap(LogicalRequest request, long nanos) {
        recorder.value(Metric.INTER_TOKEN, request.second, nanos);
    }

    void attemptEnded(LogicalRequest request, Attempt attempt, AttemptResult result) {
        if (!request.measured) {
            return;
        }
        recorder.attempt(request.second, result.outcome(), attempt.reader().status(), result.durationNanos());
        if (!result.isOk()) {
            recorder.evidence(result.outcome(), result.classification().evidence());
        }
        recorder.tokens(
                request.second,
                result.usage() == null ? 0 : result.usage().inputTokens(),
                result.outputTokens(),
                result.usage() != null,
                attempt.arrivals);
        if (attempt.connectNanos > 0) {
            recorder.value(Metric.CONNECT, request.second, attempt.connectNanos);
        }
        valueOf(Metric.TTFT, request, attempt.ttftNanos);
        valueOf(Metric.TTFAT, request, attempt.ttfatNanos);
        valueOf(Metric.TPOT, request, result.tpotNanos());
    }

    /** @param answer the last attempt; null when the end is none of an attempt's */
    void ended(
            LogicalRequest request,
            Attempt attempt,
            AttemptResult answer,
            io.tokenweir.events.Outcome outcome,
            boolean good,
            long endNanos) {
        if (!request.measured) {
            return;
        }
        recorder.ended(request.second, Outcome.valueOf(outcome.name()), request.attempts, good);
        if (answer != null) {
            long lag = attempt.startNanos - request.intendedNanos;
            valueOf(Metric.TTFT_INTENDED, request, attempt.ttftNanos < 0 ? -1 : lag + attempt.ttftNanos);
            valueOf(Metric.TTFAT_INTENDED, request, attempt.ttfatNanos < 0 ? -1 : lag + attempt.ttfatNanos);
        }
        if (outcome == io.tokenweir.events.Outcome.OK) {
            recorder.value(Metric.END_TO_END_INTENDED, request.second, endNanos - request.intendedNanos);
        }
        if (request.attempts > 1) {
            recorder.value(Metric.RETRY_WAIT, request.second, request.waitedNanos);
        }
    }

    private void valueOf(Metric metric, LogicalRequest request, long nanosOrNegative) {
        if (nanosOrNegative >= 0) {
            recorder.value(metric, request.second, nanosOrNegative);
        }
    }
}
