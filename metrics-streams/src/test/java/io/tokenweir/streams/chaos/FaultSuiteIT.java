package io.tokenweir.streams.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tokenweir.streams.GroupProtocol;

/** The fault suite: each kind of fault, random mixtures, the recovery target, and the tests of the tests. */
@Tag("chaos")
class FaultSuiteIT {
    private static final long SEED = Switches.seed();
    private static final List<FaultReport> REPORTS = new ArrayList<>();
    private static final long RECOVERY_TARGET_MICROS = 15_000_000;

    @AfterAll
    static void printTheTable() {
        StringBuilder table =
                new StringBuilder("%nFault suite, -Dchaos.seed=%d%n".formatted(SEED)).append(FaultReport.HEAD);
        REPORTS.forEach(report -> table.append(report.figures()));
        System.out.println(table);
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void everythingIsEqualAfter(FaultKind kind) throws Exception {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        assertEqual(Plan.of(name, SEED, 30, Schedule.draw(SEED + kind.ordinal(), List.of(kind), 2, 18_000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everythingIsEqualAfterARandomMixture(int mixture) throws Exception {
        List<FaultKind> kinds = List.copyOf(EnumSet.allOf(FaultKind.class));
        List<Fault> faults = Schedule.draw(SEED + 100 + mixture, kinds, kinds.size(), 100_000);
        assertEqual(Plan.of("mixture " + mixture, SEED, 110, faults)
                .withInstances(1 + mixture, 3 - mixture)
                .withStandbys(mixture - 1));
    }

    @Test
    void resultsFlowAgainWithinFifteenSecondsOfAKill() throws Exception {
        List<Fault> faults = List.of(
                new Fault(3_000, FaultKind.KILL, SEED),
                new Fault(21_000, FaultKind.KILL, SEED + 1),
                new Fault(39_000, FaultKind.KILL, SEED + 2));
        FaultReport report = assertEqual(Plan.of("recovery", SEED, 55, faults));
        assertThat(report.injected())
                .extracting(report::recoveryMicros)
                .allMatch(OptionalLong::isPresent)
                .allMatch(recovery -> recovery.getAsLong() <= RECOVERY_TARGET_MICROS);
    }

    @Test
    void everythingIsEqualUnderTheStreamsProtocol() throws Exception {
        List<FaultKind> kinds = List.of(FaultKind.KILL, FaultKind.STORM, FaultKind.BROKER_RESTART);
        assertEqual(Plan.of("streams protocol", SEED, 60, Schedule.draw(SEED + 200, kinds, 3, 45_000))
                .withProtocol(GroupProtocol.STREAMS));
    }

    @Test
    void aSuiteWithoutExactlyOnceFails() throws Exception {
        List<Fault> faults = List.of(new Fault(3_000, FaultKind.DIE_BEFORE_COMMIT, SEED));
        FaultReport report = play(Plan.of("guarantee broken", SEED, 15, faults).withExactlyOnce(false));
        assertThat(report.reckoning().differences()).isEmpty();
        assertThat(report.differences()).isNotEmpty();
    }

    private static FaultReport assertEqual(Plan plan) throws Exception {
        FaultReport report = play(plan);
        assertThat(report.differences()).as(report.text()).isEmpty();
        return report;
    }

    private static FaultReport play(Plan plan) throws InterruptedException, IOException {
        FaultReport report = FaultRun.play(plan);
        REPORTS.add(report);
        System.out.println(report.text());
        return report;
    }
}
