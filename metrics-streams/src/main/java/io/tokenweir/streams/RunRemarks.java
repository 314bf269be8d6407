package io.tokenweir.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.tokenweir.streams.Sums.Amount;

/** What speaks against the figures of a run, in sentences. Pure. */
final class RunRemarks {
    /** Below it, clocks agree as well as the way to the broker lets us see. */
    private static final long TOLERABLE_SPREAD_MICROS = 10_000_000;

    private RunRemarks() {}

    static List<String> of(Sums totals, RunClock clock) {
        List<String> remarks = new ArrayList<>();
        if (clock.clockSpreadMicros > TOLERABLE_SPREAD_MICROS) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "The clocks disagree: by %.1f s between instances, or one of them jumped so far;"
                            + " each event counts in the window that it names.",
                    clock.clockSpreadMicros / 1e6));
        }
        if (!clock.isComplete()) {
            remarks.add("An instance vanished without its end marker; what it may have sent after is not in here.");
        }
        about(remarks, totals.get(Amount.MISSING_RECORDS), "missing: the sequence numbers have holes");
        about(remarks, totals.get(Amount.DUPLICATE_RECORDS), "doubled: dead-lettered, and counted once");
        about(remarks, totals.get(Amount.DEAD_LETTERS), "refused for what they say: dead-lettered, and not counted");
        about(
                remarks,
                totals.get(Amount.UNREADABLE_RECORDS),
                "unreadable while the run was open: dead-lettered, whose they were is not known");
        about(remarks, totals.get(Amount.LATE_RECORDS), "late: counted, by corrections of their windows");
        return remarks;
    }

    private static void about(List<String> remarks, long records, String what) {
        if (records != 0) {
            remarks.add((records == 1 ? "1 record was " : records + " records were ") + what + ".");
        }
    }
}
