package io.tokenweir.load.react;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.ReactionSpec.Order;
import io.tokenweir.load.react.WaitQueue.Ticket;

class WaitQueueTest {
    @Test
    void servesWhoWaitsLongestFirst() {
        assertThat(served(Order.FIFO, "a1", "a2", "b1")).containsExactly("a1", "a2", "b1");
    }

    @Test
    void servesWhoCameLastFirst() {
        assertThat(served(Order.LIFO, "a1", "a2", "b1")).containsExactly("b1", "a2", "a1");
    }

    @Test
    void servesTheKeysInTurns() {
        assertThat(served(Order.FAIR, "a1", "a2", "a3", "b1", "c1", "b2"))
                .containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void nobodyHasWaitedLessThanNothingThoughAnotherThreadReadItsClockBefore() {
        Ticket<String> ticket = new WaitQueue<String>(3, 10, Order.FIFO).offer("a", "a", 100);
        assertThat(ticket.waitedNanos(130)).isEqualTo(30);
        assertThat(ticket.waitedNanos(99)).isZero();
    }

    @Test
    void refusesTheFourthOfThree() {
        WaitQueue<String> queue = new WaitQueue<>(3, 10, Order.FIFO);
        for (String who : List.of("a", "b", "c")) {
            assertThat(queue.offer(who, who, 0)).isNotNull();
        }
        assertThat(queue.offer("d", "d", 0)).isNull();
    }

    @Test
    void dropsTheOldestWhenItsDeadlineHasPassed() {
        WaitQueue<String> queue = new WaitQueue<>(3, 10, Order.LIFO);
        queue.offer("old", "k", 0);
        queue.offer("new", "k", 5);
        assertThat(queue.pollOverdue(10)).isNull();
        assertThat(queue.pollOverdue(11).what()).isEqualTo("old");
        assertThat(queue.pollOverdue(11)).isNull();
    }

    @Test
    void forgetsWhoLeaves() {
        WaitQueue<String> queue = new WaitQueue<>(3, 10, Order.FAIR);
        Ticket<String> ticket = queue.offer("a", "k", 0);
        assertThat(queue.remove(ticket)).isTrue();
        assertThat(queue.remove(ticket)).isFalse();
        assertThat(queue.poll()).isNull();
    }

    @Property(tries = 300)
    void servesEverybodyOnceInAnyOrder(
            @ForAll Order order, @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 4) Integer> keys) {
        WaitQueue<Integer> queue = new WaitQueue<>(100, 10, order);
        for (int i = 0; i < keys.size(); i++) {
            queue.offer(i, "k" + keys.get(i), i);
        }
        List<Integer> seen = new ArrayList<>();
        for (Ticket<Integer> next = queue.poll(); next != null; next = queue.poll()) {
            seen.add(next.what());
        }
        assertThat(seen).hasSize(keys.size()).doesNotHaveDuplicates();
        assertThat(queue.waiting()).isZero();
    }

    private static List<String> served(Order order, String... offered) {
        WaitQueue<String> queue = new WaitQueue<>(10, 10, order);
        for (String who : offered) {
            queue.offer(who, who.substring(0, 1), 0);
        }
        List<String> served = new ArrayList<>();
        for (Ticket<String> next = queue.poll(); next != null; next = queue.poll()) {
            served.add(next.what());
        }
        return served;
    }
}
