package io.tokenweir.load;

import java.time.Duration;

/**
 * Our own deadlines of an attempt. They are looked at every 25 ms.
 *
 * @param firstToken from the start of the attempt to its first arrival
 * @param idle between two arrivals
 * @param total from the start of the attempt to its end
 */
public record Timeouts(Duration connect, Duration firstToken, Duration idle, Duration total) {
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(10));
}
