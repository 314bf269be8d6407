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
    private final LoopRecorder recorder;

    RequestMeasures(LoopRecorder recorder) {
        this.recorder = recorder;
    }

    void opened(LogicalRequest request, long latenessNanos) {
        request.measured = counts(request);
        if (request.measured) {
            recorder.offered(latenessNanos);
        }
    }

    void dropped(LogicalRequest request) {
        if (counts(request)) {
            recorder.dropped();
        }
    }

    private static boolean counts(LogicalRequest request) {
        return Phase.isMeasured(request.series.series().getStage());
    }

    void started(LogicalRequest request) {
        if (request.measured) {
            recorder.started();
            recorder.value(Metric.QUEUE_WAIT, request.firstStartNanos - request.intendedNanos);
        }
    }

    void gap(long nanos) {
        recorder.value(Metric.INTER_TOKEN, nanos);
    }

    void attemptEnded(LogicalRequest request, Attempt attempt, AttemptResult result) {
        if (!request.measured) {
            return;
        }
        recorder.attempt(result.outcome(), attempt.reader().status(), result.durationNanos());
        recorder.tokens(
                result.usage() == null ? 0 : result.usage().inputTokens(),
                result.outputTokens(),
                result.usage() != null,
                attempt.arrivals);
        if (attempt.connectNanos > 0) {
            recorder.value(Metric.CONNECT, attempt.connectNanos);
        }
        valueOf(Metric.TTFT, attempt.ttftNanos);
        valueOf(Metric.TTFAT, attempt.ttfatNanos);
        valueOf(Metric.TPOT, result.tpotNanos());
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
        recorder.ended(Outcome.valueOf(outcome.name()), request.attempts, good);
        if (answer != null) {
            long lag = attempt.startNanos - request.intendedNanos;
            valueOf(Metric.TTFT_INTENDED, attempt.ttftNanos < 0 ? -1 : lag + attempt.ttftNanos);
            valueOf(Metric.TTFAT_INTENDED, attempt.ttfatNanos < 0 ? -1 : lag + attempt.ttfatNanos);
        }
        if (outcome == io.tokenweir.events.Outcome.OK) {
            recorder.value(Metric.END_TO_END_INTENDED, endNanos - request.intendedNanos);
        }
        if (request.attempts > 1) {
            recorder.value(Metric.RETRY_WAIT, request.waitedNanos);
        }
    }

    private void valueOf(Metric metric, long nanosOrNegative) {
        if (nanosOrNegative >= 0) {
            recorder.value(metric, nanosOrNegative);
        }
    }
}
