package io.tokenweir.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.tokenweir.dashboard.Headline;
import io.tokenweir.events.Verdict;

/**
 * One second of a run as a line on the terminal: the same {@link Headline} that the page shows, in its words, under the
 * second in which the window starts.
 */
final class LiveLine {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private LiveLine() {}

    /** What follows the last column, said once. */
    static String legend() {
        return "Behind the lag: attempts refused, by which limit; then the meter, unless it was valid."
                + " A ? marks a latency that it does not vouch for.";
    }

    static String header() {
        return String.format(
                "%-8s %8s %8s %7s %9s %12s %8s %8s %8s %6s",
                "second",
                "offered",
                "achieved",
                "streams",
                "TTFT p50",
                "TTFT tail",
                "arrivals",
                "refused",
                "cost",
                "lag");
    }

    /** @param currency of the price book */
    static String of(Headline now, String currency) {
        return String.format(
                Locale.ROOT,
                "%-8s %6.1f/s %6.1f/s %7d %9s %12s %6.0f/s %6.0f/s %8s %5.2fs  %s",
                CLOCK.format(Instant.EPOCH.plus(now.windowStartMicros(), ChronoUnit.MICROS)),
                now.offeredPerSecond(),
                now.achievedPerSecond(),
                now.inFlight(),
                latency(now, now.ttftP50Nanos()),
                now.ttftTail() == null
                        ? "-"
                        : now.ttftTail().name() + " "
                                + latency(now, now.ttftTail().nanos()),
                now.arrivalsPerSecond(),
                now.refusedPerSecond(),
                money(now.costPico(), currency),
                now.lagMicros() / 1e6,
                remarks(now));
    }

    static String money(long pico, String currency) {
        return String.format(Locale.ROOT, "%s%.4f", "USD".equals(currency) ? "$" : currency + " ", pico / 1e12);
    }

    private static String remarks(Headline now) {
        String causes = now.refused().entrySet().stream().map(LiveLine::cause).collect(Collectors.joining(", "));
        String meter = now.verdict() == Verdict.VALID
                ? ""
                : now.verdict().name().toLowerCase(Locale.ROOT) + ": " + String.join(", ", now.reasons());
        return causes + (causes.isEmpty() || meter.isEmpty() ? "" : "; ") + meter;
    }

    private static String cause(Map.Entry<String, Long> entry) {
        return entry.getValue() + " " + entry.getKey();
    }

    /** With a question mark where the meter does not vouch for it. */
    private static String latency(Headline now, Long nanos) {
        boolean trusted = now.verdict() == Verdict.VALID || now.verdict() == Verdict.SUSPECT;
        return nanos == null ? "-" : String.format(Locale.ROOT, "%.0f ms%s", nanos / 1e6, trusted ? "" : "?");
    }
}
