package io.tokenweir.streams;

import java.util.Arrays;
import java.util.function.Function;

import io.tokenweir.events.ArrivalKind;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.streams.Sums.Amount;
import io.tokenweir.streams.Sums.Breakdown;
import io.tokenweir.streams.Sums.Latency;

/**
 * What one event adds to which series.
 *
 * <p>An event adds to its MODEL series, and a terminal one also to its OUTCOME series; the RUN series is the sum of the
 * MODEL series, made when the window closes. Terminal metrics of attempts come from ATTEMPT_ENDED, those of logical
 * requests from ENDED, arrivals and gaps from token chunks; the topology remembers nothing about single requests.
 */
final class Contributions {
    private static final long NANOS_PER_MICRO = 1000;
    private static final String[] KINDS =
            Arrays.stream(ArrivalKind.values()).map(ArrivalKind::name).toArray(String[]::new);

    private Contributions() {}

    /** @param window gives the growing sums of a series in the event's second */
    static void add(RequestEvent event, long recordHash, boolean late, Function<SeriesId, Sums> window) {
        SeriesId model = SeriesId.model(event.getHeader().getVantage(), event.getSeries());
        Sums sums = window.apply(model);
        count(sums, recordHash, late);
        switch (event.getKind()) {
            case ATTEMPT_ENDED -> {
                AttemptEnded attempt = event.getAttemptEnded();
                Sums outcome =
                        window.apply(model.withOutcome(attempt.getOutcome().name()));
                countLate(outcome, late);
                addAttempt(sums, attempt);
                addAttempt(outcome, attempt);
            }
            case ENDED -> {
                RequestEnded ended = event.getEnded();
                Sums outcome = window.apply(model.withOutcome(ended.getOutcome().name()));
                countLate(outcome, late);
                addEnded(sums, ended);
                addEnded(outcome, ended);
            }
            case DECISION -> {
                sums.add(Breakdown.DECISIONS, event.getDecision().getKind().name(), 1);
                ReactionSums.add(sums, event.getDecision());
            }
            default -> {
                // STARTED counts as a record only: ticks say how many were offered and started
            }
        }
    }

    /** @param sums the growing sums of the chunk's series in its second */
    static void add(TokenChunkFields chunk, long recordHash, boolean late, Sums sums) {
        count(sums, recordHash, late);
        sums.add(Amount.ARRIVALS, chunk.gaps);
        sums.add(Amount.SHARED_READ_ARRIVALS, chunk.sharedReads);
        for (int i = 0; i < chunk.kindRuns; i++) {
            sums.add(Breakdown.ARRIVALS_BY_KIND, KINDS[chunk.kinds[i]], chunk.kindCounts[i]);
        }
        int firstGap = chunk.firstArrival == 0 ? 1 : 0;
        if (chunk.gaps > firstGap) {
            ExponentialHistogram interToken = sums.histogram(Latency.INTER_TOKEN);
            for (int i = firstGap; i < chunk.gaps; i++) {
                interToken.record(chunk.gapsMicros[i] * NANOS_PER_MICRO);
            }
        }
        if (chunk.ttftNanos != TokenChunkFields.ABSENT) {
            sums.record(Latency.TTFT, chunk.ttftNanos);
            sums.record(Latency.TTFT_INTENDED, chunk.startLagNanos + chunk.ttftNanos);
        }
        if (chunk.ttfatNanos != TokenChunkFields.ABSENT) {
            sums.record(Latency.TTFAT, chunk.ttfatNanos);
            sums.record(Latency.TTFAT_INTENDED, chunk.startLagNanos + chunk.ttfatNanos);
        }
    }

    private static void count(Sums sums, long recordHash, boolean late) {
        sums.add(Amount.RECORDS, 1);
        sums.add(Amount.RECORD_HASH, recordHash);
        countLate(sums, late);
    }

    private static void countLate(Sums sums, boolean late) {
        if (late) {
            sums.add(Amount.LATE_RECORDS, 1);
        }
    }

    private static void addAttempt(Sums sums, AttemptEnded attempt) {
        sums.add(Breakdown.ATTEMPTS, attempt.getOutcome().name(), 1);
        sums.add(Amount.INPUT_TOKENS, attempt.getInputTokens());
        sums.add(Amount.CACHED_INPUT_TOKENS, attempt.getCachedInputTokens());
        sums.add(Amount.OUTPUT_TOKENS, attempt.getOutputTokens());
        sums.add(Amount.REASONING_TOKENS, attempt.getReasoningTokens());
        sums.add(Amount.COST_PICO, attempt.getCostPico());
        if (attempt.getOutcome() != Outcome.OK) {
            sums.add(Amount.WASTED_COST_PICO, attempt.getCostPico());
        }
        sums.record(Latency.END_TO_END, attempt.getDurationNanos());
        if (attempt.getTpotNanos() != null) {
            sums.record(Latency.TPOT, attempt.getTpotNanos());
        }
        ReactionSums.add(sums, attempt);
    }

    private static void addEnded(Sums sums, RequestEnded ended) {
        sums.add(Breakdown.REQUESTS, ended.getOutcome().name(), 1);
        if (ended.getSloMet()) {
            sums.add(Amount.GOOD_REQUESTS, 1);
            sums.add(Amount.GOOD_OUTPUT_TOKENS, ended.getOutputTokens());
        }
        sums.record(Latency.END_TO_END_INTENDED, ended.getDurationNanos());
        sums.record(Latency.QUEUE_WAIT, ended.getQueueWaitNanos());
        sums.record(Latency.RETRY_WAIT, ended.getRetryWaitNanos());
        ReactionSums.add(sums, ended);
    }
}
