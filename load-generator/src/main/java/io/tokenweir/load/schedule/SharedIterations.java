package io.tokenweir.load.schedule;

import java.util.concurrent.atomic.AtomicLong;

/**
 * So many iterations for all virtual users together: whoever is free takes the next. Together they ask numbers 0 to
 * {@code total - 1}, each once, whoever gets which. Several instances share them out beforehand. Thread-safe.
 */
public final class SharedIterations implements Iterations {
    private final long total;
    private final Share instance;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param total of all instances
     * @param instance the part of them that this one does
     */
    public SharedIterations(long total, Share instance) {
        this.total = total;
        this.instance = instance;
    }

    @Override
    public long take(int user) {
        if (isOver(user)) {
            return NONE;
        }
        long number = number(taken.getAndIncrement());
        return number < total ? number : NONE;
    }

    @Override
    public boolean isOver(int user) {
        return number(taken.get()) >= total;
    }

    private long number(long mine) {
        return mine * instance.of() + instance.index();
    }
}
