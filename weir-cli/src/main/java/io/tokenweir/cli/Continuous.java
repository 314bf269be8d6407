package io.tokenweir.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a run goes on and on.
 *
 * @param segment length of a segment
 * @param length of the run; null: until Ctrl-C
 * @param keepSegments how many ended segments keep their local files; null: all
 */
record Continuous(Duration segment, Duration length, Integer keepSegments) {

    /** The options of {@code weir run} for a process that only plays the load; its caller deletes what is not kept. */
    List<String> forMeter() {
        List<String> options = new ArrayList<>(List.of("--loop", "--segment", segment.toMillis() + "ms"));
        if (length != null) {
            options.addAll(List.of("--for", length.toMillis() + "ms"));
        }
        return options;
    }
}
