package io.tokenweir.report.certificate;

import java.util.List;
import java.util.Set;

import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.events.PartitionLedger;

/**
 * What is known of a run beside its events. Immutable.
 *
 * @param runId whose events are read
 * @param tapRuns ids under which a tap published what it saw meanwhile, if not under that of the run
 * @param scenarioText the scenario as it was played
 * @param expecting the scenario whose expectations are judged: the same, or another file
 * @param ledger what the broker acknowledged; empty when it is not known
 * @param onset where the wall begins; null when it is not known
 */
public record RunToJudge(
        String runId,
        Set<String> tapRuns,
        String scenarioText,
        ScenarioFile expecting,
        List<PartitionLedger> ledger,
        WallOnset onset) {

    public RunToJudge {
        tapRuns = Set.copyOf(tapRuns);
        ledger = List.copyOf(ledger);
    }

    boolean has(String run) {
        return run.equals(runId) || tapRuns.contains(run);
    }
}
