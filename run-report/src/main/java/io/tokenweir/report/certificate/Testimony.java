package io.tokenweir.report.certificate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What one run says of the expectations: the run itself, or the control run beside it.
 *
 * @param run its id
 * @param scenarioSha256 of the scenario's text as it was played
 * @param ledgerSha256 of the ledger: what the broker acknowledged of every topic and partition
 * @param retry whose retry policy was played, for people
 * @param at from which load on the clauses hold
 * @param clauses in the order of the scenario
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Testimony(
        String run,
        String scenarioSha256,
        String ledgerSha256,
        String retry,
        LoadPoint at,
        ClauseVerdict verdict,
        List<Clause> clauses,
        ApplicationAudit audit) {

    public Testimony {
        clauses = List.copyOf(clauses);
    }
}
