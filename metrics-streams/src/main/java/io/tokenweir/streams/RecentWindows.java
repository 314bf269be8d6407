package io.tokenweir.streams;

import java.util.HashMap;
import java.util.Map;

/**
 * The growing sums of the second that events fall into now, found again without a search through all windows. Not
 * thread-safe.
 */
final class RecentWindows {
    private final StateMap<WindowId, Sums> windows;
    private final Map<SeriesId, Sums> recent = new HashMap<>();
    private RunRef run;
    private long startMicros;
    private long version;

    RecentWindows(StateMap<WindowId, Sums> windows) {
        this.windows = windows;
        version = windows.version();
    }

    /** The sums of one second of one series, made when there are none; they count as altered. */
    Sums alter(RunRef ofRun, long ofStartMicros, SeriesId series) {
        if (version != windows.version() || startMicros != ofStartMicros || !ofRun.equals(run)) {
            recent.clear();
            run = ofRun;
            startMicros = ofStartMicros;
            version = windows.version();
        }
        Sums sums = recent.get(series);
        if (sums == null) {
            sums = windows.alter(new WindowId(run, 1, startMicros, series), id -> new Sums());
            recent.put(series, sums);
        }
        return sums;
    }
}
