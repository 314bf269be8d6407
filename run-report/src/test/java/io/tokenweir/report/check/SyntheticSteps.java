package io.tokenweir.report.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.AccountEventKind;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.AccountTransition;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.ProvisioningSums;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;
import io.tokenweir.events.WindowResult;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.report.SyntheticResults;
import io.tokenweir.report.SyntheticRun;

/** Three accounts that get a mailbox in one second; one of them only at the second try. And what a right topology makes of it. */
final class SyntheticSteps {
    private static final String STEP = "create-mailbox";
    private static final long NANOS = 40_000_000;

    final List<AccountEvent> events = new ArrayList<>();
    final List<WindowResult> windows = new ArrayList<>();
    final List<RunResult> results = new ArrayList<>();

    SyntheticSteps() {
        step(AccountState.OTHER, AccountState.PLANNED, 0, null);
        step(AccountState.PLANNED, AccountState.MAILBOX_CREATED, 1, null);
        step(AccountState.PLANNED, AccountState.PLANNED, 0, "a wish that is written again");
        step(AccountState.PLANNED, AccountState.MAILBOX_CREATED, 1, null);
        step(AccountState.MAIL_AWAITED, AccountState.MAIL_AWAITED, 2, "mail-never-came: after 30 s");
        step(AccountState.PLANNED, AccountState.MAILBOX_CREATED, 1, null);
        AccountEvent end = event(AccountEventKind.RUN_END);
        end.setRunEnd(new RunEndMarker(end.getHeader().getSeq(), false));
        events.add(end);
        Aggregate aggregate = aggregate();
        SeriesKey series =
                new SeriesKey(SyntheticRun.RUN, 0, Vantage.GENERATOR, Grouping.STEP, "", "", "", "", "", STEP, "");
        WindowResult window = WindowResult.newBuilder(new SyntheticResults(new SyntheticRun(1, 3, 1)).windows.get(0))
                .build();
        window.setSeries(series);
        window.setWindowStartMicros(SyntheticRun.START_MICROS);
        window.setWindow(aggregate);
        windows.add(window);
        RunResult result = RunResult.newBuilder(new SyntheticResults(new SyntheticRun(1, 3, 1)).results.get(0))
                .build();
        result.setSeries(series);
        result.setTotals(aggregate);
        result.setKeys(null);
        results.add(result);
    }

    private void step(AccountState from, AccountState to, int calls, String cause) {
        AccountEvent event = event(AccountEventKind.TRANSITION);
        event.setTransition(new AccountTransition(from, to, STEP, NANOS, calls, calls / 2, 200, cause));
        events.add(event);
    }

    private AccountEvent event(AccountEventKind kind) {
        return AccountEvent.newBuilder()
                .setHeader(EventHeader.newBuilder()
                        .setRunId(SyntheticRun.RUN)
                        .setSegment(0)
                        .setInstance("provisioner-1")
                        .setEpoch(1)
                        .setSeq(events.size())
                        .setVantage(Vantage.GENERATOR)
                        .setEventTimeMicros(SyntheticRun.START_MICROS)
                        .build())
                .setKind(kind)
                .build();
    }

    private static Aggregate aggregate() {
        ExponentialHistogram latency = new ExponentialHistogram();
        for (int step = 0; step < 4; step++) {
            latency.record(NANOS);
        }
        Aggregate aggregate = Aggregate.newBuilder(new SyntheticResults(new SyntheticRun(1, 3, 1))
                        .windows
                        .get(0)
                        .getWindow())
                .build();
        aggregate.setProvisioning(new ProvisioningSums(
                4L,
                latency.toAvro(),
                5L,
                1L,
                Map.of(),
                Map.of("mail-never-came", 1L),
                Map.of("MAILBOX_CREATED", 3L),
                Map.of("MAILBOX_CREATED", 3L)));
        return aggregate;
    }
}
