package io.tokenweir.load.events;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Buffers of one event loop: taken by the loop, given back by the publishing thread. The buffers themselves are the list that
 * they wait in, so that giving back allocates nothing.
 */
public final class BufferPool<T extends BufferPool.Pooled<T>> {
    private final Function<BufferPool<T>, T> fresh;
    private final AtomicReference<T> returned = new AtomicReference<>();
    private T own;

    /** Something that waits in a pool while nobody uses it. */
    abstract static class Pooled<T> {
        private T next;
    }

    BufferPool(Function<BufferPool<T>, T> fresh) {
        this.fresh = fresh;
    }

    /** By the loop only. */
    public T take() {
        T buffer = own == null ? returned.getAndSet(null) : own;
        if (buffer == null) {
            return fresh.apply(this);
        }
        Pooled<T> waiting = buffer;
        own = waiting.next;
        waiting.next = null;
        return buffer;
    }

    /** By any thread, once for each taking. The loop takes all that wait at once, so that no buffer can come back in between. */
    void giveBack(T buffer) {
        Pooled<T> waiting = buffer;
        T first;
        do {
            first = returned.get();
            waiting.next = first;
        } while (!returned.compareAndSet(first, buffer));
    }
}
