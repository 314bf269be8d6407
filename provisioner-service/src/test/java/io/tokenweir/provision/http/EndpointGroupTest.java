package io.tokenweir.provision.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndpointGroupTest {
    private final List<Long> waits = new ArrayList<>();
    private final List<Runnable> due = new ArrayList<>();
    private final List<String> turns = new ArrayList<>();
    private long nowNanos;

    /** Keeps what is scheduled until the test lets it fall due. */
    private final ScheduledExecutorService driven = new ScheduledThreadPoolExecutor(0) {
        @Override
        public ScheduledFuture<?> schedule(Runnable task, long wait, TimeUnit unit) {
            waits.add(unit.toMillis(wait));
            due.add(task);
            return null;
        }
    };

    @AfterEach
    void stop() {
        driven.shutdownNow();
    }

    private EndpointGroup group(int concurrency) {
        return new EndpointGroup(new GroupLimit(10, 10, concurrency), driven, () -> nowNanos);
    }

    private void want(EndpointGroup group, int priority) {
        group.awaitTurn(priority).thenRun(() -> turns.add("p" + priority));
    }

    /** The call is answered at once. */
    private void wantBriefly(EndpointGroup group, int priority) {
        group.awaitTurn(priority).thenAccept(turn -> {
            turns.add("p" + priority);
            group.ended(turn, false, true, 0);
        });
    }

    private void fallDue() {
        nowNanos += waits.get(waits.size() - 1) * 1_000_000;
        due.remove(0).run();
    }

    @Test
    void pacesCallsAtTheGroupsRate() {
        EndpointGroup group = group(10);
        for (int i = 0; i < 3; i++) {
            wantBriefly(group, 0);
        }
        assertThat(turns).as("the first goes at once").hasSize(1);
        fallDue();
        fallDue();

        assertThat(waits).containsExactly(100L, 100L);
        assertThat(turns).hasSize(3);
    }

    @Test
    void givesTheNextPermitToTheAccountBegunFirst() {
        EndpointGroup group = group(10);
        wantBriefly(group, 9);
        wantBriefly(group, 7);
        wantBriefly(group, 3);
        wantBriefly(group, 5);
        fallDue();
        fallDue();
        fallDue();

        assertThat(turns).containsExactly("p9", "p3", "p5", "p7");
    }

    @Test
    void keepsToItsConcurrency() {
        EndpointGroup group = group(1);
        want(group, 1);
        want(group, 2);
        assertThat(due).isEmpty();

        group.ended(0, false, true, 0);
        fallDue();
        assertThat(turns).containsExactly("p1", "p2");
    }

    @Test
    void sendsNoMoreIntoASilenceThanTheRateNeedsForUsualAnswers() {
        EndpointGroup group = group(10);
        for (int i = 0; i < 5; i++) {
            want(group, 0);
        }
        fallDue();

        assertThat(turns).as("two calls wait for their answers").hasSize(2);
        assertThat(due).as("no further permit is on its way").isEmpty();
    }

    @Test
    void holdsEveryoneForAsLongAsTheServerAsks() {
        EndpointGroup group = group(1);
        want(group, 1);
        want(group, 2);
        group.ended(0, true, true, 3_000_000_000L);

        assertThat(waits).last().isEqualTo(3000L);
        assertThat(group.stats().refused()).isEqualTo(1);
    }
}
