package io.tokenweir.streams.chaos;

import java.util.Locale;

import io.tokenweir.streams.GroupProtocol;

/** System properties that change the suite. */
final class Switches {
    private Switches() {}

    /** {@code chaos.seed}: the schedules to draw; another one each time, unless it is given. */
    static long seed() {
        return Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);
    }

    /** {@code chaos.exactlyOnce=false} breaks the guarantee on purpose: then the suite must fail. */
    static boolean exactlyOnce() {
        return Boolean.parseBoolean(System.getProperty("chaos.exactlyOnce", "true"));
    }

    /** {@code chaos.protocol}: classic or streams. */
    static GroupProtocol protocol() {
        return GroupProtocol.valueOf(
                System.getProperty("chaos.protocol", "classic").toUpperCase(Locale.ROOT));
    }
}
