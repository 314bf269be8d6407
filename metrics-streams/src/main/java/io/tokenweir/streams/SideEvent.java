package io.tokenweir.streams;

import java.util.function.Consumer;
import java.util.function.Function;

import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Tick;

/**
 * An event of a branch beside the requests, as stage 1 needs it: which branch, who, and what it adds to which series.
 *
 * @param tick not null: closes the seconds before it
 * @param ends true: the last of its source
 * @param contribution what it adds, given the sums of a series in its second; null for ticks and ends
 */
record SideEvent(Branch branch, EventHeader header, Tick tick, boolean ends, Contribution contribution) {
    /** What one event adds. */
    interface Contribution {
        /** @param late true when the second has closed already */
        void add(boolean late, Function<SeriesId, Sums> window);
    }

    static SideEvent tick(Branch branch, EventHeader header, Tick tick) {
        return new SideEvent(branch, header, tick, false, null);
    }

    static SideEvent end(Branch branch, EventHeader header) {
        return new SideEvent(branch, header, null, true, null);
    }

    static SideEvent fact(Branch branch, EventHeader header, Contribution contribution) {
        return new SideEvent(branch, header, null, false, contribution);
    }

    RunRef run() {
        return new RunRef(header.getRunId(), header.getSegment(), branch);
    }

    /** Counts a record in the one series that has all of its kind, and what it says in that and in others. */
    static void count(Sums sums, long recordHash, boolean late, Consumer<Sums> facts) {
        sums.add(Sums.Amount.RECORDS, 1);
        sums.add(Sums.Amount.RECORD_HASH, recordHash);
        say(sums, late, facts);
    }

    /** The same for a series that has a part of them, and does not count records. */
    static void say(Sums sums, boolean late, Consumer<Sums> facts) {
        sums.add(Sums.Amount.LATE_RECORDS, late ? 1 : 0);
        facts.accept(sums);
    }
}
