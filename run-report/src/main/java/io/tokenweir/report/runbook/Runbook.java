package io.tokenweir.report.runbook;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.tokenweir.common.expect.LoadAt.Axis;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.report.Sha256;
import io.tokenweir.report.runbook.RunbookData.Onset;
import io.tokenweir.report.runbook.RunbookData.Path;
import io.tokenweir.report.runbook.RunbookData.Second;
import io.tokenweir.report.runbook.RunbookData.TruthOnset;

/** Computes the runbook from what was gathered of a run. Pure: facts in, one tree out. */
public final class Runbook {
    private static final String WHOSE = "The reaction shown is that of Tokenweir's own virtual users, which follow the"
            + " policy declared in the scenario; it is not that of your application.";

    private final RunFacts run;
    private final EventFacts events;
    private final ResultFacts results;
    private final TruthFacts truth;
    private final Findings findings;

    private Runbook(RunFacts run, EventFacts events, ResultFacts results, TruthFacts truth, Findings findings) {
        this.run = run;
        this.events = events;
        this.results = results;
        this.truth = truth;
        this.findings = findings;
    }

    /** @param truth the target's own log, or null where there is none */
    public static RunbookData of(
            RunFacts run, EventFacts events, ResultFacts results, TruthFacts truth, Findings findings) {
        return new Runbook(run, events, results, truth, findings).data();
    }

    private RunbookData data() {
        RunSeconds timeline = new RunSeconds(events, results);
        List<Second> seconds = timeline.all();
        Onset onset = timeline.onset(run.started().toEpochMilli() / 1e3);
        TruthOnset theirs = truth == null ? null : truth.onset(events.refusals().onset());
        List<Path> paths = FiredPaths.of(events, truth);
        RunbookData.RetryAfter retryAfter = events.retryAfter().result();
        RunTotals runTotals = new RunTotals(results, run.currency(), events.amplification(), seconds);
        RunbookData.Totals totals = runTotals.totals();
        RunbookData.Meter meter = MeterSpans.of(results);
        String ledger = run.ledgerLine()
                .map(RunFacts.LedgerLine::text)
                .orElse("The ledger check was not run; ./weir verify " + run.runId() + " runs it.");
        Boolean ledgerEqual = run.ledgerLine().map(RunFacts.LedgerLine::equal).orElse(null);
        String agreement = Agreement.of(onset, theirs, truth != null);

        SecondSums sums = events.sums();
        OfferedLoad load = new OfferedLoad(seconds, results, sums.tokens());
        DecisionKind first =
                paths.isEmpty() ? null : DecisionKind.valueOf(paths.get(0).kind());
        Walls walls = findings.walls() == null ? RunWalls.of(seconds, load, onset) : findings.walls();
        Curve curve =
                findings.curve() == null ? RunCurve.of(seconds, load, sums, Axis.CONCURRENCY, first) : findings.curve();
        ChosenPath chosen =
                ChosenPath.of(paths, first == null ? null : timeline.shareWhileRefusing(first), events, retryAfter);
        Proof proof = findings.proof() == null ? Proof.undeclared(run.runId(), paths) : findings.proof();
        LoadParts parts = new LoadParts(seconds, results, onset);
        Felt felt = Felt.of(parts, totals);
        Layer layer = Layer.of(events.turnedAway(), parts);
        Plan plan = run.plan().orElse(null);
        CostFigures costs = CostFigures.of(totals, run.priceBook(), sums.cost(), plan);
        List<Advice> advice = Advice.of(new Advice.Inputs(
                walls,
                sums.secondsInSystem(),
                sums.tokens(),
                sums.charged(),
                LimiterText.chargesUpFront(findings.limiter()),
                plan,
                1));
        Trust trust = new Trust(
                findings.limiter() == null ? List.of() : findings.limiter().warnings(),
                NotTested.of(walls, proof, plan, findings.limiter()));
        RunbookData.Again again = again();
        boolean doubtful = meter.windows() == 0 || meter.invalid() * 2 > meter.windows();
        double duration = Duration.between(run.started(), run.ended()).toMillis() / 1e3;
        return new RunbookData(
                run.runId(),
                run.title(),
                run.target(),
                run.started(),
                run.ended(),
                duration,
                run.cutShort(),
                VerdictText.of(new VerdictText.Case(
                        doubtful, run.cutShort(), duration, onset, walls, paths, chosen, proof, totals, retryAfter)),
                onset,
                theirs,
                agreement,
                paths,
                retryAfter,
                events.reactions().report(),
                totals,
                runTotals.models(),
                runTotals.latencies(),
                runTotals.errorBound(),
                meter,
                run.phases(),
                run.provisioning().orElse(null),
                WHOSE,
                ledger,
                ledgerEqual,
                again,
                walls,
                curve,
                chosen,
                proof,
                felt,
                layer,
                costs,
                advice,
                trust,
                List.of(
                        walls.section(),
                        chosen.section(paths, retryAfter, totals),
                        proof.section(),
                        felt.section(),
                        layer.section(findings.limiter()),
                        costs.section(),
                        Advice.section(advice),
                        trust.section(
                                meter,
                                ledger,
                                ledgerEqual,
                                agreement,
                                theirs == null ? null : theirs.agrees(),
                                runTotals.errorBound()),
                        again.section()),
                seconds);
    }

    private RunbookData.Again again() {
        return new RunbookData.Again(
                ShellWords.join(run.command()),
                run.seed(),
                Sha256.hex(run.scenario()),
                run.priceBook(),
                run.versions());
    }

    /** The ids of which the target's log has to tell, before its lines are read. */
    static Set<String> wanted(EventFacts events) {
        return FiredPaths.wanted(events);
    }
}
