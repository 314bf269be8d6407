package io.tokenweir.report.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.tokenweir.events.EventHeader;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.report.check.Quantity.Kind;
import io.tokenweir.serde.RecordHash;

/**
 * Sums the raw records of one run, one at a time: in total, by partition, by second of event time, and every duration into
 * the distribution that it belongs to; of a record that came twice, the first. Shares nothing with the topology. Pure; not thread-safe; holds no record.
 */
final class RawTopicsTally {
    private static final Set<Kind> OF_REQUESTS = Kinds.and(
            Kinds.OF_EVENTS,
            Kind.RECORDS,
            Kind.REQUEST_RECORDS,
            Kind.RECORD_HASH,
            Kind.REQUESTS,
            Kind.ATTEMPTS,
            Kind.INPUT_TOKENS,
            Kind.OUTPUT_TOKENS,
            Kind.COST,
            Kind.REQUEST_CONTENT);
    private static final Set<Kind> OF_TOKENS =
            EnumSet.of(Kind.RECORDS, Kind.TOKEN_RECORDS, Kind.RECORD_HASH, Kind.ARRIVALS);
    private static final Set<Kind> OF_SECONDS = Kinds.and(
            Kinds.union(Kinds.COUNTED, Kinds.OF_EVENTS, Kinds.OF_STAGES, Kinds.OF_STEPS),
            Kind.RECORDS,
            Kind.RECORD_HASH);

    private record Stream(String place, int segment, String instance, long epoch) implements Comparable<Stream> {
        @Override
        public int compareTo(Stream other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            String name = "%s of %s (epoch %d)".formatted(place, instance, epoch);
            return segment == 0 ? name : name + ", segment " + segment;
        }
    }

    private final SourceEvidence evidence;
    private final Map<Stream, SequenceTracker> sequences = new TreeMap<>();

    private final KeyTallies keys = new KeyTallies();

    /** @param steps whether the steps of accounts are to be held against what was made of them */
    RawTopicsTally(boolean steps) {
        Set<Kind> all = Kinds.union(OF_REQUESTS, OF_TOKENS, Kinds.OF_STAGES, Kinds.OF_KEYS);
        if (steps) {
            all.addAll(Kinds.OF_STEPS);
        }
        evidence = SourceEvidence.empty(Source.TOPICS, all);
        for (Metric metric : Metric.values()) {
            evidence.distributions().put(metric, new Buckets());
        }
    }

    /** One record of weir.requests; {@code place} is its topic and partition. */
    void request(String place, byte[] value, RequestEvent event) {
        Tally delta = Tally.knowing(evidence.total().known());
        EventHeader header = event.getHeader();
        switch (event.getKind()) {
            case TICK -> sequence(place, header).accept(header.getSeq());
            case RUN_END -> end(place, header, event.getRunEnd());
            default -> {
                if (!sequence(place, header).accept(header.getSeq())) {
                    return;
                }
                delta.add(Kind.RECORDS, 1)
                        .add(Kind.REQUEST_RECORDS, 1)
                        .add(Kind.RECORD_HASH, RecordHash.of(value))
                        .add(Kind.REQUEST_CONTENT, RowDigest.of(event));
                RequestFacts.add(event, delta, evidence.distributions());
                keys.add(event);
                add(place, OF_REQUESTS, header, delta);
            }
        }
    }

    /** One record of weir.tokens. */
    void tokens(String place, byte[] value, TokenEvent event) {
        EventHeader header = event.getHeader();
        switch (event.getKind()) {
            case TICK -> sequence(place, header).accept(header.getSeq());
            case RUN_END -> end(place, header, event.getRunEnd());
            default -> {
                if (!sequence(place, header).accept(header.getSeq())) {
                    return;
                }
                Tally delta = Tally.knowing(evidence.total().known())
                        .add(Kind.RECORDS, 1)
                        .add(Kind.TOKEN_RECORDS, 1)
                        .add(Kind.RECORD_HASH, RecordHash.of(value));
                if (event.getChunk() != null) {
                    chunk(event.getChunk(), delta);
                }
                add(place, OF_TOKENS, header, delta);
            }
        }
    }

    private void chunk(TokenChunk chunk, Tally delta) {
        List<Long> gaps = chunk.getGapsMicros();
        delta.add(Kind.ARRIVALS, gaps.size())
                .add(Kind.STAGE_ARRIVALS, RequestFacts.stage(chunk.getSeries()), gaps.size());
        for (int i = chunk.getFirstArrival() == 0 ? 1 : 0; i < gaps.size(); i++) {
            record(Metric.INTER_TOKEN, gaps.get(i) * 1_000);
        }
        if (chunk.getTtftNanos() != null) {
            record(Metric.TTFT, chunk.getTtftNanos());
            record(Metric.TTFT_INTENDED, chunk.getTtftNanos() + chunk.getStartLagNanos());
        }
        if (chunk.getTtfatNanos() != null) {
            record(Metric.TTFAT, chunk.getTtfatNanos());
            record(Metric.TTFAT_INTENDED, chunk.getTtfatNanos() + chunk.getStartLagNanos());
        }
    }

    private void record(Metric metric, long nanos) {
        evidence.distributions().get(metric).record(nanos);
    }

    private void add(String place, Set<Kind> kinds, EventHeader header, Tally delta) {
        evidence.total().addAll(delta);
        evidence.byPlace().computeIfAbsent(place, key -> Tally.knowing(kinds)).addAll(delta);
        evidence.bySecond()
                .computeIfAbsent(
                        Math.floorDiv(header.getEventTimeMicros(), 1_000_000L), key -> Tally.knowing(OF_SECONDS))
                .addAll(delta);
    }

    private void end(String place, EventHeader header, RunEndMarker marker) {
        sequence(place, header).acceptEnd(header.getSeq(), marker == null ? -1 : marker.getRecords());
    }

    private SequenceTracker sequence(String place, EventHeader header) {
        return sequences.computeIfAbsent(
                new Stream(place, header.getSegment(), header.getInstance(), header.getEpoch()),
                key -> new SequenceTracker());
    }

    /** The steps of accounts, which are in the topic once each. */
    void steps(StepTally steps) {
        steps.bySecond().forEach((second, tally) -> {
            evidence.total().addAll(tally);
            evidence.bySecond()
                    .computeIfAbsent(second, key -> Tally.knowing(OF_SECONDS))
                    .addAll(tally);
        });
    }

    /** To be asked once, when everything has been read. */
    SourceEvidence evidence() {
        keys.tell(evidence.total());
        return evidence;
    }

    /** By place. */
    Map<String, List<SequenceReport>> sequences() {
        Map<String, List<SequenceReport>> reports = new TreeMap<>();
        sequences.forEach((stream, tracker) -> reports.computeIfAbsent(stream.place(), key -> new ArrayList<>())
                .add(tracker.report(stream.toString())));
        return reports;
    }
}
