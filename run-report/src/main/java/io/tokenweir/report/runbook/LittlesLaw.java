package io.tokenweir.report.runbook;

import java.util.Locale;

import io.tokenweir.events.Aggregate;

/**
 * Two countings of the same thing from different events: how many requests were open on the average, by the meter's ticks at
 * the end of each second, and by Little's law from when requests ended and how long they had taken, L = lambda W. A run that
 * begins and ends with nothing open makes them equal but for the sampling; where they differ, requests or seconds are missing.
 *
 * @param byTicks mean over the ends of the seconds
 * @param byLaw sum of the times from the intended start to the end, over the seconds
 */
record LittlesLaw(double byTicks, double byLaw) {
    private static final double AGREE_PERCENT = 5;
    private static final int SHORTEST_SECONDS = 10;

    /** Null when the run is too short to tell, or nothing was open. */
    static LittlesLaw of(ResultFacts results) {
        int seconds = results.windows().size();
        if (results.run() == null || seconds < SHORTEST_SECONDS) {
            return null;
        }
        Aggregate totals = results.run().getTotals();
        double open = results.windows().values().stream()
                .mapToLong(ResultFacts.Window::inFlight)
                .sum();
        LittlesLaw law =
                new LittlesLaw(open / seconds, totals.getEndToEndIntended().getSumNanos() / 1e9 / seconds);
        return law.byTicks == 0 || law.byLaw == 0 ? null : law;
    }

    double differencePercent() {
        return 100 * Math.abs(byTicks - byLaw) / Math.max(byTicks, byLaw);
    }

    String sentence() {
        String verdict = differencePercent() <= AGREE_PERCENT
                ? "they agree"
                : "they do NOT agree: requests or seconds are missing, or the run was cut";
        return String.format(
                Locale.ROOT,
                "%.1f requests open on the average by ticks, %.1f by Little's law (%.1f %%): %s",
                byTicks,
                byLaw,
                differencePercent(),
                verdict);
    }
}
