package io.tokenweir.report.certificate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One expectation and what became of it.
 *
 * @param name of the expectation in the scenario: path, share, userTtft …
 * @param declared as the scenario has it
 * @param observed the figure that was compared; null when there was nothing to observe, or it is no number
 * @param low lower end of the interval in which the true figure lies by the samples (95 %); null where it has none
 * @param high its upper end; null where it has none
 * @param unit of the figure: share, ms, calls; empty for a plain count
 * @param judged how many requests were looked at
 * @param inFavour how many of them speak for the clause
 * @param against how many speak against it
 * @param reason of the verdict, one sentence
 * @param examplesFor a few records that speak for it, the first ones by time
 * @param examplesAgainst a few that speak against it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Clause(
        String name,
        String declared,
        ClauseVerdict verdict,
        Double observed,
        Double low,
        Double high,
        String unit,
        long judged,
        long inFavour,
        long against,
        String reason,
        List<Example> examplesFor,
        List<Example> examplesAgainst) {

    public Clause {
        examplesFor = List.copyOf(examplesFor);
        examplesAgainst = List.copyOf(examplesAgainst);
    }
}
