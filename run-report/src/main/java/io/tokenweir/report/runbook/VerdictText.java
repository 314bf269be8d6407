package io.tokenweir.report.runbook;

import java.util.List;
import java.util.stream.Collectors;

import io.tokenweir.report.runbook.RunbookData.Level;
import io.tokenweir.report.runbook.RunbookData.Meter;
import io.tokenweir.report.runbook.RunbookData.Onset;
import io.tokenweir.report.runbook.RunbookData.Path;
import io.tokenweir.report.runbook.RunbookData.RetryAfter;
import io.tokenweir.report.runbook.RunbookData.Totals;
import io.tokenweir.report.runbook.RunbookData.Verdict;

/** The run in one sentence, and in a second one what was done about it. */
final class VerdictText {
    private static final int NAMED_PATHS = 3;

    private VerdictText() {}

    static Verdict of(RunFacts run, Onset onset, Totals totals, List<Path> paths, RetryAfter retryAfter, Meter meter) {
        boolean doubtful = meter.windows() == 0 || meter.invalid() * 2 > meter.windows();
        return new Verdict(
                level(onset, doubtful), sentence(onset, totals), detail(run, totals, paths, retryAfter, doubtful));
    }

    private static Level level(Onset onset, boolean doubtful) {
        if (doubtful) {
            return Level.DOUBTFUL;
        }
        return onset == null ? Level.NOT_REACHED : measured(onset) ? Level.REACHED : Level.SEEN;
    }

    private static boolean measured(Onset onset) {
        return onset.verdict().equals("VALID") || onset.verdict().equals("SUSPECT");
    }

    private static String sentence(Onset onset, Totals totals) {
        if (totals.ended() == 0) {
            return "No request ended: there is nothing to conclude.";
        }
        if (onset == null) {
            return "No limit was reached, up to %,d concurrent streams and %,d tokens per minute."
                    .formatted(totals.peakConcurrency(), totals.peakTokensPerMinute());
        }
        if (!measured(onset)) {
            return "Shedding was seen at %,d concurrent streams and %,d tokens per minute, but the meter was not valid in that second."
                    .formatted(onset.concurrency(), onset.tokensPerMinute());
        }
        String few = onset.validAround() * 2 >= onset.windowsAround()
                ? ""
                : "; only %d of the %d windows around it were valid"
                        .formatted(onset.validAround(), onset.windowsAround());
        return "Shedding begins at %,d concurrent streams and %,d tokens per minute%s."
                .formatted(onset.concurrency(), onset.tokensPerMinute(), few);
    }

    private static String detail(
            RunFacts run, Totals totals, List<Path> paths, RetryAfter retryAfter, boolean doubtful) {
        StringBuilder text = new StringBuilder();
        if (run.cutShort()) {
            text.append("The run was cut short: what follows holds for its beginning only. ");
        }
        if (doubtful) {
            text.append("Most windows have an unhealthy meter: do not quote the latencies. ");
        }
        if (totals.ended() > 0) {
            text.append("%.1f %% of %,d requests were answered"
                    .formatted(100.0 * totals.answered() / totals.ended(), totals.ended()));
            text.append(
                    paths.isEmpty() ? "; no degradation path fired." : "; the virtual users " + reaction(paths) + ".");
        }
        if (retryAfter.early() > 0) {
            text.append(" %,d retries came earlier than Retry-After asked.".formatted(retryAfter.early()));
        }
        return text.toString();
    }

    private static String reaction(List<Path> paths) {
        List<String> named = paths.stream()
                .limit(NAMED_PATHS)
                .map(path -> "%s (%,d\u00d7)".formatted(path.name(), path.count()))
                .collect(Collectors.toList());
        if (named.size() == 1) {
            return named.get(0);
        }
        String last = named.remove(named.size() - 1);
        return String.join(", ", named) + " and " + last;
    }
}
