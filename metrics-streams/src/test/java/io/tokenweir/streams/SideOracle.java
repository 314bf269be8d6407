package io.tokenweir.streams;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;

import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.AccountTransition;
import io.tokenweir.events.GaugeSums;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.ProvisioningSums;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.SystemEvent;
import io.tokenweir.events.SystemReading;
import io.tokenweir.events.SystemSums;
import io.tokenweir.events.Vantage;
import io.tokenweir.streams.Oracle.Facts;

/** What {@link Oracle} recomputes of the branches beside the requests, the same plain way. */
final class SideOracle {
    private final Oracle oracle;

    SideOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    /** One record of any kind, in the order of its log; answers whether it may be counted. */
    boolean sequence(String log, AccountEvent event) {
        SeriesKey audited = series(event.getHeader().getRunId(), Grouping.PROVISIONING, "", "");
        return oracle.sequence(log, audited, event.getHeader(), event.getTransition() == null);
    }

    /** As for accounts. */
    boolean sequence(String log, SystemEvent event) {
        SeriesKey audited = series(event.getHeader().getRunId(), Grouping.SYSTEM, "", "");
        return oracle.sequence(log, audited, event.getHeader(), event.getSource() == null);
    }

    void account(AccountEvent event, long hash) {
        String run = event.getHeader().getRunId();
        long time = event.getHeader().getEventTimeMicros();
        AccountTransition step = event.getTransition();
        oracle.side(series(run, Grouping.STEP, step.getStep(), ""), time, facts(step));
        oracle.side(series(run, Grouping.PROVISIONING, "", ""), time, withRecord(facts(step), hash));
    }

    void system(SystemEvent event, long hash) {
        Facts facts = new Facts();
        facts.counts.put("system", 1L);
        if (event.getReading() != null) {
            reading(event.getReading(), facts);
        } else {
            facts.counts.put("failed." + event.getFailure().getCause(), 1L);
        }
        oracle.side(
                series(event.getHeader().getRunId(), Grouping.SYSTEM, "", event.getSource()),
                event.getHeader().getEventTimeMicros(),
                withRecord(facts, hash));
    }

    private static Facts facts(AccountTransition step) {
        Facts facts = new Facts();
        facts.counts.put("steps", 1L);
        facts.counts.put("calls", (long) step.getCalls());
        facts.counts.put("refused", (long) step.getRefused());
        facts.values.put("stepLatency", List.of(step.getLatencyNanos()));
        facts.counts.put("entered." + step.getToState(), 1L);
        facts.counts.put("accounts." + step.getToState(), 1L);
        if (step.getFromState() != AccountState.PLANNED) {
            facts.counts.put("accounts." + step.getFromState(), -1L);
        }
        if (step.getCause() != null) {
            String kind = step.getToState() == AccountState.FAILED ? "failures." : "retries.";
            facts.counts.put(kind + step.getCause().split(":")[0], 1L);
        }
        return facts;
    }

    private static void reading(SystemReading reading, Facts facts) {
        facts.counts.put("readings", 1L);
        facts.counts.put("badLines", (long) reading.getBadLines());
        value(facts, "cpu", reading.getCpuUtilisationPpm());
        value(facts, "running", reading.getRequestsRunning());
        value(facts, "gpu", reading.getGpuUtilisationPpm());
        if (reading.getGpuUtilisationPpm() != null) {
            double percent = reading.getGpuUtilisationPpm() / 10_000.0;
            facts.counts.put(percent < 70 ? "below" : percent > 80 ? "above" : "in", 1L);
            facts.counts.put("accelerated", (long) reading.getAccelerators());
            facts.counts.put("busy", reading.getAccelerators() * reading.getGpuUtilisationPpm());
            facts.counts.put("price", reading.getAcceleratorCostPico());
        }
    }

    private static void value(Facts facts, String name, Long value) {
        if (value != null) {
            facts.values.put(name, List.of(value));
        }
    }

    static ProvisioningSums provisioning(Facts facts) {
        return Oracle.count(facts, "steps") == 0
                ? null
                : new ProvisioningSums(
                        Oracle.count(facts, "steps"),
                        Oracle.distribution(facts, "stepLatency"),
                        Oracle.count(facts, "calls"),
                        Oracle.count(facts, "refused"),
                        Oracle.breakdown(facts, "failures."),
                        Oracle.breakdown(facts, "retries."),
                        Oracle.breakdown(facts, "entered."),
                        Oracle.breakdown(facts, "accounts."));
    }

    static SystemSums system(Facts facts) {
        if (Oracle.count(facts, "system") == 0) {
            return null;
        }
        long busyMicros = Oracle.count(facts, "busy");
        long pricePico = Oracle.count(facts, "price");
        return SystemSums.newBuilder()
                .setReadings(Oracle.count(facts, "readings"))
                .setFailedScrapes(Oracle.breakdown(facts, "failed."))
                .setBadLines(Oracle.count(facts, "badLines"))
                .setCpuUtilisationPpm(gauge(facts, "cpu"))
                .setProcessCpuPpm(null)
                .setMemoryUsedBytes(null)
                .setMemoryTotalBytes(null)
                .setProcessMemoryBytes(null)
                .setGpuUtilisationPpm(gauge(facts, "gpu"))
                .setGpuMemoryUsedBytes(null)
                .setGpuMemoryTotalBytes(null)
                .setPowerMilliwatts(null)
                .setKvCacheUtilisationPpm(null)
                .setRequestsRunning(gauge(facts, "running"))
                .setRequestsWaiting(null)
                .setGpuSecondsBelowBand(Oracle.count(facts, "below"))
                .setGpuSecondsInBand(Oracle.count(facts, "in"))
                .setGpuSecondsAboveBand(Oracle.count(facts, "above"))
                .setAcceleratorTimeNanos(Oracle.count(facts, "accelerated") * 1_000_000_000L)
                .setBusyAcceleratorTimeNanos(busyMicros * 1000)
                .setAcceleratorCostPico(pricePico)
                .setCostPerBusyAcceleratorHourPico(
                        busyMicros == 0 || pricePico == 0
                                ? null
                                : BigDecimal.valueOf(pricePico)
                                        .multiply(BigDecimal.valueOf(3_600_000_000L))
                                        .divide(BigDecimal.valueOf(busyMicros), 0, RoundingMode.DOWN)
                                        .longValueExact())
                .build();
    }

    private static GaugeSums gauge(Facts facts, String name) {
        List<Long> values = facts.values.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return null;
        }
        long sum = values.stream().mapToLong(Long::longValue).sum();
        return new GaugeSums(
                (long) values.size(),
                sum,
                Collections.min(values),
                Collections.max(values),
                (double) sum / values.size());
    }

    private static Facts withRecord(Facts facts, long hash) {
        facts.counts.put("records", 1L);
        facts.counts.put("recordHash", hash);
        return facts;
    }

    private static SeriesKey series(String run, Grouping grouping, String step, String source) {
        return new SeriesKey(run, 0, Vantage.GENERATOR, grouping, "", "", "", "", "", step, source);
    }
}
