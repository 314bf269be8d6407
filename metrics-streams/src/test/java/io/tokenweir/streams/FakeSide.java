package io.tokenweir.streams;

import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.AccountEventKind;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.AccountTransition;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.ScrapeFailure;
import io.tokenweir.events.ScrapeFailureCause;
import io.tokenweir.events.SystemEvent;
import io.tokenweir.events.SystemEventKind;
import io.tokenweir.events.SystemReading;
import io.tokenweir.events.Tick;

/** Makes the events of a provisioner and of a scraper, one partition at a time. */
final class FakeSide {
    private final FakeInstance instance;

    FakeSide(String runId, String instance, int partition) {
        this.instance = new FakeInstance(runId, instance, partition);
    }

    /** @param cause null when all went well */
    AccountEvent step(long timeMicros, AccountState from, AccountState to, long latencyNanos, String cause) {
        AccountEvent event = account(timeMicros, AccountEventKind.TRANSITION);
        event.setAccountId("a-1");
        event.setTransition(new AccountTransition(
                from, to, "to-" + to.name().toLowerCase(), latencyNanos, 3, (int) (latencyNanos % 2), 200, cause));
        return event;
    }

    AccountEvent accountTick(long watermarkMicros) {
        AccountEvent event = account(watermarkMicros, AccountEventKind.TICK);
        event.setTick(tick(watermarkMicros));
        return event;
    }

    AccountEvent accountEnd(long timeMicros) {
        AccountEvent event = account(timeMicros, AccountEventKind.RUN_END);
        event.setRunEnd(new RunEndMarker(event.getHeader().getSeq(), false));
        return event;
    }

    /** @param gpuPpm null: the source has no accelerator */
    SystemEvent reading(long timeMicros, String source, Long cpuPpm, Long gpuPpm, long running) {
        SystemEvent event = system(timeMicros, SystemEventKind.READING);
        event.setSource(source);
        event.setReading(SystemReading.newBuilder()
                .setScrapeNanos(1_000_000)
                .setSamples(100)
                .setBadLines((int) (running % 2))
                .setCpuUtilisationPpm(cpuPpm)
                .setGpuUtilisationPpm(gpuPpm)
                .setRequestsRunning(running)
                .setAccelerators(gpuPpm == null ? 0 : 4)
                .setAcceleratorCostPico(gpuPpm == null ? 0 : 2_777_777_778L)
                .build());
        return event;
    }

    SystemEvent failure(long timeMicros, String source) {
        SystemEvent event = system(timeMicros, SystemEventKind.FAILURE);
        event.setSource(source);
        event.setFailure(new ScrapeFailure(ScrapeFailureCause.DOWN, "nobody answers"));
        return event;
    }

    SystemEvent systemTick(long watermarkMicros) {
        SystemEvent event = system(watermarkMicros, SystemEventKind.TICK);
        event.setTick(tick(watermarkMicros));
        return event;
    }

    SystemEvent systemEnd(long timeMicros) {
        SystemEvent event = system(timeMicros, SystemEventKind.RUN_END);
        event.setRunEnd(new RunEndMarker(event.getHeader().getSeq(), false));
        return event;
    }

    private static Tick tick(long watermarkMicros) {
        return new Tick(watermarkMicros, 0L, 0L, 0L, 0, null);
    }

    private AccountEvent account(long timeMicros, AccountEventKind kind) {
        AccountEvent event = new AccountEvent();
        event.setHeader(instance.header("account-events", timeMicros));
        event.setKind(kind);
        return event;
    }

    private SystemEvent system(long timeMicros, SystemEventKind kind) {
        SystemEvent event = new SystemEvent();
        event.setHeader(instance.header("system", timeMicros));
        event.setKind(kind);
        return event;
    }
}
