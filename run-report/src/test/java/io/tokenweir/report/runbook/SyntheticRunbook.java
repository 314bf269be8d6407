package io.tokenweir.report.runbook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.tokenweir.report.SyntheticResults;
import io.tokenweir.report.SyntheticRun;
import io.tokenweir.report.read.RunScope;

/** The runbook of a synthetic run. */
final class SyntheticRunbook {
    private SyntheticRunbook() {}

    static RunFacts facts(boolean cutShort) {
        Instant start = Instant.ofEpochSecond(SyntheticRun.START_MICROS / 1_000_000 - 12);
        Instant load = start.plusSeconds(12);
        return new RunFacts(
                RunScope.run(SyntheticRun.RUN),
                "demo",
                "the simulated provider (openai profile)",
                start,
                load.plusSeconds(62),
                cutShort,
                List.of("./weir", "run", "runs/" + SyntheticRun.RUN + "/scenario.yaml", "--seed", "42"),
                42,
                "name: demo\n",
                "closed loop, ramping-vus",
                List.of(
                        new RunFacts.Phase("provision", start, load, "50 accounts"),
                        new RunFacts.Phase("ramp-up", load, load.plusSeconds(27), ""),
                        new RunFacts.Phase("plateau", load.plusSeconds(27), load.plusSeconds(33), ""),
                        new RunFacts.Phase("ramp-down", load.plusSeconds(33), load.plusSeconds(60), ""),
                        new RunFacts.Phase("drain", load.plusSeconds(60), load.plusSeconds(62), "")),
                Optional.of(new RunFacts.Provisioning(50, 50, 412, 2)),
                "sim-2026-11",
                "USD",
                new TreeMap<>(Map.of("tokenweir", "0.1.0", "java", "17.0.15", "os", "Linux 6.8")),
                Optional.empty(),
                Optional.of(new RunFacts.LedgerLine(true, "Ledger check: equal in all 34 rows across 8 sources.")),
                Optional.of(new Plan(1_200, false)));
    }

    static RunbookData data(SyntheticRun run, boolean withTruth, boolean cutShort) {
        return data(run, withTruth, cutShort, Findings.NONE);
    }

    static RunbookData data(SyntheticRun run, boolean withTruth, boolean cutShort, Findings findings) {
        SyntheticResults results = new SyntheticResults(run);
        EventFacts events = new EventFacts();
        run.requests.forEach(placed -> events.add(placed.event()));
        ResultFacts resultFacts = new ResultFacts();
        results.windows.forEach(resultFacts::add);
        results.results.forEach(resultFacts::add);
        TruthFacts truth = null;
        if (withTruth) {
            truth = new TruthFacts(SyntheticRun.RUN, Runbook.wanted(events));
            run.truth.forEach(truth::add);
        }
        return Runbook.of(facts(cutShort), events, resultFacts, truth, findings);
    }
}
