package io.tokenweir.report.certificate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What one run says of the expectations: the run itself, or the control run beside it.
 *
 * @param run its id
 * @param scenarioSha256 of the scenario's text as it was played
 * @param ledgerSha256 of the ledger: what the broker acknowledged of every topic and partition
 * @param evidence what was read, by partition
 * @param retry which retry policies the scenario names, in the order of its scenarios
 * @param at from which load on the clauses hold
 * @param clauses in the order of the scenario
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Testimony(
        String run,
        String scenarioSha256,
        String ledgerSha256,
        List<Digest> evidence,
        String retry,
        LoadPoint at,
        ClauseVerdict verdict,
        List<Clause> clauses,
        ApplicationAudit audit) {

    public Testimony {
        evidence = List.copyOf(evidence);
        clauses = List.copyOf(clauses);
    }

    /** The same by another's word for the ledger, which could not be looked at here. */
    public Testimony withLedger(String sha256) {
        return new Testimony(run, scenarioSha256, sha256, evidence, retry, at, verdict, clauses, audit);
    }

    /**
     * What was read of one partition. From the topic and from the Parquet objects made of it, it is the same.
     *
     * @param records of the run, ticks and end markers left out
     * @param digest order-independent, of what the records say and of their offsets, 16 hex digits
     */
    public record Digest(String topic, int partition, long records, String digest) {}
}
