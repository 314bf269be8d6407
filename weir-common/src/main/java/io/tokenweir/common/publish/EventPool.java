package io.tokenweir.common.publish;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Events that are used again, so that one on its way to the broker costs no allocation of ours. One thread takes; whoever is done
 * with an event gives it back by {@link OutboundEvent#release}, from any thread. The events themselves are the list that they wait in.
 *
 * <p>The producer lingers for a second, so many are under way; a broker that stalls makes many more wait. Beyond {@link #MOST} they
 * are not pooled, so what the pool holds on to stays below a few MiB.
 */
public final class EventPool {
    static final int MOST = 16_384;
    private static final int USUAL_BYTES = 128;

    private final AtomicReference<OutboundEvent> returned = new AtomicReference<>();
    private OutboundEvent own;
    private int made;

    /** By one thread only. */
    public OutboundEvent take() {
        // All that wait are taken at once, so that no event can come back in between.
        OutboundEvent event = own == null ? returned.getAndSet(null) : own;
        if (event == null) {
            return made < MOST ? fresh() : new OutboundEvent(null, USUAL_BYTES);
        }
        own = event.next;
        event.next = null;
        return event;
    }

    private OutboundEvent fresh() {
        made++;
        return new OutboundEvent(this, USUAL_BYTES);
    }

    void giveBack(OutboundEvent event) {
        OutboundEvent first;
        do {
            first = returned.get();
            event.next = first;
        } while (!returned.compareAndSet(first, event));
    }
}
