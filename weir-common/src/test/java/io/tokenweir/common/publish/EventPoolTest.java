package io.tokenweir.common.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.ledger.LedgerEntry;

class EventPoolTest {
    private final EventPool pool = new EventPool();

    @Test
    void givesAReleasedEventAgainAndNoOther() {
        OutboundEvent kept = pool.take();
        OutboundEvent released = pool.take();

        released.release();

        assertThat(pool.take()).isSameAs(released);
        assertThat(pool.take()).isNotSameAs(released).isNotSameAs(kept);
    }

    @Test
    void aReusedEventHasNothingOfTheOneBefore() {
        OutboundEvent event = pool.take().set("long", 3, new byte[] {1}, new byte[500], 500);
        event.ledgerEntry().set(4, 99).counts(1, 2, 3, 4, Map.of("OK", 1L), Map.of("OK", 1L));
        event.release();

        OutboundEvent again = pool.take().set("short", 0, null, new byte[] {7, 8, 9}, 2);
        again.ledgerEntry().set(5, 6);

        assertThat(again).isSameAs(event);
        assertThat(again.value()).containsExactly(7, 8);
        assertThat(again.ledgerEntry()).usingRecursiveComparison().isEqualTo(new LedgerEntry().set(5, 6));
    }

    @Test
    void holdsOnToNoMoreThanItsBoundHoweverManyWaited() {
        List<OutboundEvent> waiting = new ArrayList<>();
        for (int i = 0; i < EventPool.MOST + 100; i++) {
            waiting.add(pool.take());
        }

        waiting.forEach(OutboundEvent::release);

        Set<OutboundEvent> again = new HashSet<>();
        for (int i = 0; i < EventPool.MOST + 100; i++) {
            again.add(pool.take());
        }
        again.retainAll(waiting);
        assertThat(again).hasSize(EventPool.MOST);
    }

    @Test
    void theSerializerUsesOneArrayForEachLength() {
        ValueSerializer serializer = new ValueSerializer();
        OutboundEvent first = pool.take().set("t", 0, null, new byte[] {1, 2, 3}, 3);
        OutboundEvent second = pool.take().set("t", 0, null, new byte[] {4, 5, 6}, 3);

        byte[] array = serializer.serialize("t", first);

        assertThat(array).containsExactly(1, 2, 3);
        assertThat(serializer.serialize("t", second)).isSameAs(array).containsExactly(4, 5, 6);
    }

    @Test
    void theSerializerTakesValuesOfAnyLength() {
        byte[] large = new byte[5_000];
        large[4_999] = 1;

        byte[] value = new ValueSerializer().serialize("t", pool.take().set("t", 0, null, large, 4_999));

        assertThat(value).hasSize(4_999);
    }
}
