package io.tokenweir.streams;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.streams.Sums.Amount;
import io.tokenweir.streams.Sums.Breakdown;
import io.tokenweir.streams.Sums.Latency;

/** {@link Sums} to and from the record that travels. */
final class AggregateCodec {
    private static final Distribution EMPTY = new ExponentialHistogram().toAvro();

    private AggregateCodec() {}

    static Aggregate toAvro(Sums sums) {
        return Aggregate.newBuilder()
                .setRecords(sums.get(Amount.RECORDS))
                .setRecordHash(sums.get(Amount.RECORD_HASH))
                .setOffered(sums.get(Amount.OFFERED))
                .setStarted(sums.get(Amount.STARTED))
                .setDropped(sums.get(Amount.DROPPED))
                .setRequests(sums.get(Breakdown.REQUESTS))
                .setAttempts(sums.get(Breakdown.ATTEMPTS))
                .setDecisions(sums.get(Breakdown.DECISIONS))
                .setArrivals(sums.get(Amount.ARRIVALS))
                .setArrivalsByKind(sums.get(Breakdown.ARRIVALS_BY_KIND))
                .setSharedReadArrivals(sums.get(Amount.SHARED_READ_ARRIVALS))
                .setInputTokens(sums.get(Amount.INPUT_TOKENS))
                .setCachedInputTokens(sums.get(Amount.CACHED_INPUT_TOKENS))
                .setOutputTokens(sums.get(Amount.OUTPUT_TOKENS))
                .setReasoningTokens(sums.get(Amount.REASONING_TOKENS))
                .setCostPico(sums.get(Amount.COST_PICO))
                .setWastedCostPico(sums.get(Amount.WASTED_COST_PICO))
                .setGoodRequests(sums.get(Amount.GOOD_REQUESTS))
                .setGoodOutputTokens(sums.get(Amount.GOOD_OUTPUT_TOKENS))
                .setLateRecords(sums.get(Amount.LATE_RECORDS))
                .setTtft(distribution(sums, Latency.TTFT))
                .setTtftIntended(distribution(sums, Latency.TTFT_INTENDED))
                .setTtfat(distribution(sums, Latency.TTFAT))
                .setInterToken(distribution(sums, Latency.INTER_TOKEN))
                .setTpot(distribution(sums, Latency.TPOT))
                .setEndToEnd(distribution(sums, Latency.END_TO_END))
                .setEndToEndIntended(distribution(sums, Latency.END_TO_END_INTENDED))
                .setQueueWait(distribution(sums, Latency.QUEUE_WAIT))
                .setRetryWait(distribution(sums, Latency.RETRY_WAIT))
                .setDuplicateRecords(sums.get(Amount.DUPLICATE_RECORDS))
                .setMissingRecords(sums.get(Amount.MISSING_RECORDS))
                .setDeadLetters(sums.get(Amount.DEAD_LETTERS))
                .setUnreadableRecords(sums.get(Amount.UNREADABLE_RECORDS))
                .setAttemptedRequests(sums.get(Amount.ATTEMPTED_REQUESTS))
                .setEndedAttempts(sums.get(Amount.ENDED_ATTEMPTS))
                .setRetriedRequests(sums.get(Amount.RETRIED_REQUESTS))
                .setAskedWaits(sums.get(Amount.ASKED_WAITS))
                .setEarlyWaits(sums.get(Amount.EARLY_WAITS))
                .setLateWaits(sums.get(Amount.LATE_WAITS))
                .setEarlyNanos(sums.get(Amount.EARLY_NANOS))
                .setBeyondNanos(sums.get(Amount.BEYOND_NANOS))
                .setRequestsByPath(sums.get(Breakdown.REQUESTS_BY_PATH))
                .setLimitAnswers(sums.get(Breakdown.LIMIT_ANSWERS))
                .setHeadroomPpm(sums.get(Breakdown.HEADROOM_PPM))
                .setLowestHeadroomPpm(sums.get(Breakdown.LOWEST_HEADROOM_PPM))
                .setRetryAfter(orNull(sums, Latency.RETRY_AFTER))
                .setDecidedWait(orNull(sums, Latency.DECIDED_WAIT))
                .setTtfatIntended(orNull(sums, Latency.TTFAT_INTENDED))
                .setTickLag(orNull(sums, Latency.TICK_LAG))
                .setProvisioning(sums.provisioningToAvro())
                .setSystem(sums.systemToAvro())
                .build();
    }

    static Sums fromAvro(Aggregate aggregate) {
        Sums sums = new Sums();
        sums.add(Amount.RECORDS, aggregate.getRecords());
        sums.add(Amount.RECORD_HASH, aggregate.getRecordHash());
        sums.add(Amount.OFFERED, aggregate.getOffered());
        sums.add(Amount.STARTED, aggregate.getStarted());
        sums.add(Amount.DROPPED, aggregate.getDropped());
        sums.put(Breakdown.REQUESTS, aggregate.getRequests());
        sums.put(Breakdown.ATTEMPTS, aggregate.getAttempts());
        sums.put(Breakdown.DECISIONS, aggregate.getDecisions());
        sums.add(Amount.ARRIVALS, aggregate.getArrivals());
        sums.put(Breakdown.ARRIVALS_BY_KIND, aggregate.getArrivalsByKind());
        sums.add(Amount.SHARED_READ_ARRIVALS, aggregate.getSharedReadArrivals());
        sums.add(Amount.INPUT_TOKENS, aggregate.getInputTokens());
        sums.add(Amount.CACHED_INPUT_TOKENS, aggregate.getCachedInputTokens());
        sums.add(Amount.OUTPUT_TOKENS, aggregate.getOutputTokens());
        sums.add(Amount.REASONING_TOKENS, aggregate.getReasoningTokens());
        sums.add(Amount.COST_PICO, aggregate.getCostPico());
        sums.add(Amount.WASTED_COST_PICO, aggregate.getWastedCostPico());
        sums.add(Amount.GOOD_REQUESTS, aggregate.getGoodRequests());
        sums.add(Amount.GOOD_OUTPUT_TOKENS, aggregate.getGoodOutputTokens());
        sums.add(Amount.LATE_RECORDS, aggregate.getLateRecords());
        restore(sums, Latency.TTFT, aggregate.getTtft());
        restore(sums, Latency.TTFT_INTENDED, aggregate.getTtftIntended());
        restore(sums, Latency.TTFAT, aggregate.getTtfat());
        restore(sums, Latency.INTER_TOKEN, aggregate.getInterToken());
        restore(sums, Latency.TPOT, aggregate.getTpot());
        restore(sums, Latency.END_TO_END, aggregate.getEndToEnd());
        restore(sums, Latency.END_TO_END_INTENDED, aggregate.getEndToEndIntended());
        restore(sums, Latency.QUEUE_WAIT, aggregate.getQueueWait());
        restore(sums, Latency.RETRY_WAIT, aggregate.getRetryWait());
        sums.add(Amount.DUPLICATE_RECORDS, aggregate.getDuplicateRecords());
        sums.add(Amount.MISSING_RECORDS, aggregate.getMissingRecords());
        sums.add(Amount.DEAD_LETTERS, aggregate.getDeadLetters());
        sums.add(Amount.UNREADABLE_RECORDS, aggregate.getUnreadableRecords());
        sums.add(Amount.ATTEMPTED_REQUESTS, aggregate.getAttemptedRequests());
        sums.add(Amount.ENDED_ATTEMPTS, aggregate.getEndedAttempts());
        sums.add(Amount.RETRIED_REQUESTS, aggregate.getRetriedRequests());
        sums.add(Amount.ASKED_WAITS, aggregate.getAskedWaits());
        sums.add(Amount.EARLY_WAITS, aggregate.getEarlyWaits());
        sums.add(Amount.LATE_WAITS, aggregate.getLateWaits());
        sums.add(Amount.EARLY_NANOS, aggregate.getEarlyNanos());
        sums.add(Amount.BEYOND_NANOS, aggregate.getBeyondNanos());
        sums.put(Breakdown.REQUESTS_BY_PATH, aggregate.getRequestsByPath());
        sums.put(Breakdown.LIMIT_ANSWERS, aggregate.getLimitAnswers());
        sums.put(Breakdown.HEADROOM_PPM, aggregate.getHeadroomPpm());
        sums.put(Breakdown.LOWEST_HEADROOM_PPM, aggregate.getLowestHeadroomPpm());
        restore(sums, Latency.RETRY_AFTER, aggregate.getRetryAfter());
        restore(sums, Latency.DECIDED_WAIT, aggregate.getDecidedWait());
        restore(sums, Latency.TTFAT_INTENDED, aggregate.getTtfatIntended());
        restore(sums, Latency.TICK_LAG, aggregate.getTickLag());
        sums.restore(aggregate.getProvisioning(), aggregate.getSystem());
        return sums;
    }

    private static Distribution distribution(Sums sums, Latency latency) {
        ExponentialHistogram histogram = sums.get(latency);
        return histogram == null ? EMPTY : histogram.toAvro();
    }

    private static Distribution orNull(Sums sums, Latency latency) {
        ExponentialHistogram histogram = sums.get(latency);
        return histogram == null ? null : histogram.toAvro();
    }

    private static void restore(Sums sums, Latency latency, Distribution distribution) {
        if (distribution != null && distribution.getCount() > 0) {
            sums.histogram(latency).merge(ExponentialHistogram.fromAvro(distribution));
        }
    }
}
