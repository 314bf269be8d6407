package io.tokenweir.common.health;

import java.util.function.Consumer;

import io.tokenweir.events.MeterHealth;

/** Health of a meter in which everything is perfect but for what a test changes. */
final class Healths {
    static final long MILLI = 1_000_000;

    private Healths() {}

    static MeterHealth with(Consumer<MeterHealth> change) {
        MeterHealth health = new MeterHealth();
        change.accept(health);
        return health;
    }
}
