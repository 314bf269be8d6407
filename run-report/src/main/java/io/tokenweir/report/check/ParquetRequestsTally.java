package io.tokenweir.report.check;

import java.util.EnumSet;
import java.util.Set;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.report.check.Quantity.Kind;

/** Sums the Parquet rows of weir.requests: in total and by partition. Pure; not thread-safe. */
final class ParquetRequestsTally {
    private static final Set<Kind> PLACED = EnumSet.of(
            Kind.REQUEST_RECORDS,
            Kind.REQUESTS,
            Kind.ATTEMPTS,
            Kind.INPUT_TOKENS,
            Kind.OUTPUT_TOKENS,
            Kind.COST,
            Kind.REQUEST_CONTENT);

    private final SourceEvidence evidence;

    ParquetRequestsTally() {
        Set<Kind> all = EnumSet.copyOf(PLACED);
        all.add(Kind.ARRIVALS);
        evidence = SourceEvidence.empty(Source.PARQUET_REQUESTS, all);
    }

    void add(String place, RequestEvent row) {
        if (row.getKind() == RequestEventKind.TICK || row.getKind() == RequestEventKind.RUN_END) {
            return;
        }
        Tally delta = Tally.knowing(evidence.total().known())
                .add(Kind.REQUEST_RECORDS, 1)
                .add(Kind.REQUEST_CONTENT, RowDigest.of(row));
        AttemptEnded attempt = row.getAttemptEnded();
        if (attempt != null) {
            delta.add(Kind.ATTEMPTS, attempt.getOutcome().name(), 1)
                    .add(Kind.ARRIVALS, attempt.getArrivals())
                    .add(Kind.INPUT_TOKENS, attempt.getInputTokens())
                    .add(Kind.OUTPUT_TOKENS, attempt.getOutputTokens())
                    .add(Kind.COST, attempt.getCostPico());
        }
        if (row.getEnded() != null) {
            delta.add(Kind.REQUESTS, row.getEnded().getOutcome().name(), 1);
        }
        evidence.total().addAll(delta);
        evidence.byPlace().computeIfAbsent(place, key -> Tally.knowing(PLACED)).addAll(delta);
    }

    SourceEvidence evidence() {
        return evidence;
    }
}
