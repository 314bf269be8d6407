package io.tokenweir.load;

import java.time.Duration;

import io.tokenweir.common.scenario.TimeoutSpec;

/**
 * Our own deadlines of an attempt. They are looked at every 25 ms.
 *
 * @param firstToken from the start of the attempt to its first arrival
 * @param idle between two arrivals
 * @param total from the start of the attempt to its end
 */
public record Timeouts(Duration connect, Duration firstToken, Duration idle, Duration total) {
    public static final Timeouts DEFAULT = of(TimeoutSpec.USUAL);

    public static Timeouts of(TimeoutSpec spec) {
        return new Timeouts(spec.connect(), spec.firstToken(), spec.idle(), spec.total());
    }
}
