package io.tokenweir.report.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tokenweir.report.check.Quantity.Kind;

/**
 * What an acknowledgement lost in a crash or a time-out leaves open: records that were sent and neither acknowledged nor
 * refused. The rule is acked ⊆ topic ⊆ acked ∪ maybe, per partition; sequence numbers then tell which of them are in the
 * topic, and from there on the topic is the reference and everything must be equal.
 */
final class MaybeSet {
    private final Evidence evidence;
    private final long open;

    MaybeSet(Evidence evidence) {
        this.evidence = evidence;
        this.open = evidence.unacknowledged().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The first source, but the topics where the ledger leaves something open. */
    Source reference(Set<Source> sources) {
        return open > 0 && sources.contains(Source.TOPICS)
                ? Source.TOPICS
                : sources.iterator().next();
    }

    /** Whether the ledger's total fits the topics' once the open records are taken into account. */
    boolean explains(Quantity quantity, Number ledger, Number topics) {
        return fits(quantity, ledger.longValue(), topics.longValue(), open);
    }

    boolean explains(String place, Quantity quantity, Number ledger, Number topics) {
        long openHere = evidence.unacknowledged().getOrDefault(place, 0L);
        return fits(quantity, ledger.longValue(), topics.longValue(), openHere);
    }

    private static boolean fits(Quantity quantity, long ledger, long topics, long open) {
        if (open == 0) {
            return ledger == topics;
        }
        return switch (quantity.kind()) {
            case RECORDS, REQUEST_RECORDS, TOKEN_RECORDS -> ledger <= topics && topics <= ledger + open;
            case RECORD_HASH -> true;
            default -> ledger <= topics;
        };
    }

    List<String> notes() {
        if (open == 0) {
            return List.of();
        }
        SourceEvidence ledger = evidence.source(Source.LEDGER);
        SourceEvidence topics = evidence.source(Source.TOPICS);
        long found = topics.total().total(Kind.RECORDS) - ledger.total().total(Kind.RECORDS);
        return List.of(
                "%,d records were sent and never acknowledged; %,d of them are in the topics, which are the reference."
                        .formatted(open, found));
    }

    /** Numbers that are missing beyond the open records, doubled, or not closed by a right end marker. */
    List<String> sequenceDifferences() {
        List<String> sentences = new ArrayList<>();
        for (Map.Entry<String, List<SequenceReport>> entry :
                evidence.sequences().entrySet()) {
            long explained = evidence.unacknowledged().getOrDefault(entry.getKey(), 0L);
            for (SequenceReport report : entry.getValue()) {
                sentences(report, explained, sentences);
                explained = Math.max(0, explained - report.missing());
            }
        }
        return sentences;
    }

    private static void sentences(SequenceReport report, long explained, List<String> sentences) {
        if (report.missing() > explained) {
            sentences.add("%s: %,d of %,d sequence numbers are missing, the first is %d."
                    .formatted(report.stream(), report.missing(), report.numbers(), report.firstMissing()));
        }
        if (report.duplicates() > 0) {
            sentences.add("%s: %,d records are there twice.".formatted(report.stream(), report.duplicates()));
        }
        if (!report.ended()) {
            sentences.add("%s: has no RUN_END marker, so its end may be missing.".formatted(report.stream()));
        } else if (!report.endMatches()) {
            sentences.add("%s: its RUN_END marker counts another number of records.".formatted(report.stream()));
        }
    }
}
