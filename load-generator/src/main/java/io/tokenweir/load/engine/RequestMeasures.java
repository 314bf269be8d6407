package io.tokenweir.load.engine;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.scenario.Phase;
import io.tokenweir.load.events.SeriesRef;
import io.tokenweir.load.summary.LoopRecorder;
import io.tokenweir.load.summary.LoopRecorders;
import io.tokenweir.load.summary.Metric;
import io.tokenweir.load.summary.SecondValues;

/**
 * Tells the summary what becomes of the requests that belong to the measured span, as their events tell the topics. Owned by
 * one loop.
 */
final class RequestMeasures {
    private static final long SECOND = 1_000_000_000L;
    private static final LoopRecorder[] NONE = {};

    private final LoopRecorders recorders;
    private final Map<SeriesRef, LoopRecorder[]> bySeries = new IdentityHashMap<>();
    private final long fromNanos;

    /** @param fromNanos instant at which the measured span begins */
    RequestMeasures(LoopRecorders recorders, long fromNanos) {
        this.recorders = recorders;
        this.fromNanos = fromNanos;
    }

    /** A second is over: what became known in it. */
    List<SecondValues> cut() {
        return recorders.cut();
    }

    void opened(LogicalRequest request, long latenessNanos) {
        request.recorders = recordersOf(request);
        request.second = second(request);
        for (LoopRecorder recorder : request.recorders) {
            recorder.offered(request.second, latenessNanos);
        }
    }

    void dropped(LogicalRequest request) {
        for (LoopRecorder recorder : recordersOf(request)) {
            recorder.dropped(second(request));
        }
    }

    private int second(LogicalRequest request) {
        return (int) Math.max(0, (request.intendedNanos - fromNanos) / SECOND);
    }

    /** Nobody in a warm-up or cool-down. */
    private LoopRecorder[] recordersOf(LogicalRequest request) {
        LoopRecorder[] found = bySeries.get(request.series);
        if (found == null) {
            String stage = request.series.series().getStage();
            found = Phase.isMeasured(stage)
                    ? recorders.of(request.series.series().getScenario(), stage)
                    : NONE;
            bySeries.put(request.series, found);
        }
        return found;
    }

    void started(LogicalRequest request) {
        for (LoopRecorder recorder : request.recorders) {
            recorder.started(request.second);
        }
        value(request, Metric.QUEUE_WAIT, request.firstStartNanos - request.intendedNanos);
    }

    void firstToken(LogicalRequest request, long ttftNanos) {
        value(request, Metric.TTFT, ttftNanos);
    }

    void firstAnswerToken(LogicalRequest request, long ttfatNanos) {
        value(request, Metric.TTFAT, ttfatNanos);
    }

    void gap(LogicalRequest request, long nanos) {
        value(request, Metric.INTER_TOKEN, nanos);
    }

    /** Gaps between arrivals that one read brought. */
    void zeroGaps(LogicalRequest request, int count) {
        if (count > 0) {
            for (LoopRecorder recorder : request.recorders) {
                recorder.zeros(Metric.INTER_TOKEN, request.second, count);
            }
        }
    }

    void attemptEnded(LogicalRequest request, Attempt attempt, AttemptResult result) {
        for (LoopRecorder recorder : request.recorders) {
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
            recorder.cost(result.costPico(), !result.isOk());
        }
        if (attempt.connectNanos > 0) {
            value(request, Metric.CONNECT, attempt.connectNanos);
        }
        valueOf(request, Metric.TPOT, result.tpotNanos());
    }

    /** @param answer the last attempt; null when the end is none of an attempt's */
    void ended(
            LogicalRequest request,
            Attempt attempt,
            AttemptResult answer,
            io.tokenweir.events.Outcome outcome,
            boolean good,
            long endNanos) {
        for (LoopRecorder recorder : request.recorders) {
            recorder.ended(request.second, OutcomeNames.inProtocol(outcome), request.attempts, good);
            if (answer != null && answer.classification().degraded()) {
                recorder.degraded();
            }
        }
        if (answer != null) {
            long lag = attempt.startNanos - request.intendedNanos;
            valueOf(request, Metric.TTFT_INTENDED, attempt.ttftNanos < 0 ? -1 : lag + attempt.ttftNanos);
            valueOf(request, Metric.TTFAT_INTENDED, attempt.ttfatNanos < 0 ? -1 : lag + attempt.ttfatNanos);
        }
        if (outcome == io.tokenweir.events.Outcome.OK) {
            value(request, Metric.END_TO_END_INTENDED, endNanos - request.intendedNanos);
        }
        if (request.attempts > 1) {
            value(request, Metric.RETRY_WAIT, request.waitedNanos);
        }
    }

    private static void valueOf(LogicalRequest request, Metric metric, long nanosOrNegative) {
        if (nanosOrNegative >= 0) {
            value(request, metric, nanosOrNegative);
        }
    }

    private static void value(LogicalRequest request, Metric metric, long nanos) {
        for (LoopRecorder recorder : request.recorders) {
            recorder.value(metric, request.second, nanos);
        }
    }
}
