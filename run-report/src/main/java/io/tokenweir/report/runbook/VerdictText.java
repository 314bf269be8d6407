package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.tokenweir.common.expect.LoadAt.Axis;
import io.tokenweir.report.runbook.RunbookData.Level;
import io.tokenweir.report.runbook.RunbookData.Onset;
import io.tokenweir.report.runbook.RunbookData.Path;
import io.tokenweir.report.runbook.RunbookData.Verdict;

/**
 * The page in one sentence, and in a second one what was done about it. The level is the most cautious of those that fit:
 * figures that must not be quoted come before a run that was cut short, a storm before a clause that failed, and a clause
 * that is unproven is never a pass.
 */
final class VerdictText {
    /** What is judged. @param doubtful whether more than half of the windows are invalid, or there are none */
    record Case(
            boolean doubtful,
            boolean cutShort,
            double durationSeconds,
            Onset onset,
            Walls walls,
            List<Path> fired,
            ChosenPath path,
            Proof proof,
            RunbookData.Totals totals,
            RunbookData.RetryAfter retryAfter) {}

    private static final int NAMED_PATHS = 3;

    private final Case of;

    private VerdictText(Case of) {
        this.of = of;
    }

    static Verdict of(Case judged) {
        VerdictText text = new VerdictText(judged);
        return new Verdict(text.level(), text.sentence(), text.detail());
    }

    private boolean seenOnly() {
        return of.onset() != null
                && !of.onset().verdict().equals("VALID")
                && !of.onset().verdict().equals("SUSPECT");
    }

    private Level level() {
        if (of.doubtful()) {
            return Level.DOUBTFUL;
        }
        if (of.cutShort()) {
            return Level.CUT_SHORT;
        }
        if (of.path().storm()) {
            return Level.STORM;
        }
        return switch (of.proof().state()) {
            case FAILED -> Level.FAILED;
            case UNPROVEN -> Level.UNPROVEN;
            case PASSED -> seenOnly() ? Level.SEEN : Level.PASSED;
            case NOT_DECLARED -> !of.walls().anyFound() ? Level.NOT_REACHED : seenOnly() ? Level.SEEN : Level.REACHED;
        };
    }

    private String sentence() {
        String short_ = of.cutShort() ? "Cut short after " + Figures.duration(of.durationSeconds()) + ": " : "";
        String begin = short_.isEmpty() ? where() : short_ + lower(where());
        String reaction = reaction();
        return begin + (reaction.isEmpty() ? "" : reaction) + ".";
    }

    private String where() {
        if (of.totals().ended() == 0
                && !of.walls().anyFound()
                && of.walls().source().equals("this run")) {
            return "No request ended: there is nothing to conclude";
        }
        if (!of.walls().anyFound()) {
            Optional<Wall> below = of.walls().axes().stream()
                    .filter(wall -> wall.state() == Wall.State.BELOW_FIRST_STEP)
                    .findFirst();
            return below.isPresent()
                    ? "The limit lies below the first step%s: it was refused from the start"
                            .formatted(
                                    below.get().offeredUpTo() == null
                                            ? ""
                                            : " of "
                                                    + amount(
                                                            below.get().axis(),
                                                            below.get().offeredUpTo()))
                    : "No limit was reached: offered up to " + offered();
        }
        if (seenOnly()) {
            return "Shedding was seen at %s, but the meter was not valid in that second".formatted(amounts());
        }
        return "Shedding begins at " + amounts() + few();
    }

    private String offered() {
        return of.walls().axes().stream()
                .filter(wall -> wall.offeredUpTo() != null && wall.axis() != Axis.REQUESTS)
                .map(wall -> amount(wall.axis(), wall.offeredUpTo()))
                .reduce((a, b) -> a + " and " + b)
                .orElse("an unknown load");
    }

    /** Streams and tokens, as asked; the axis that bit first comes first. */
    private String amounts() {
        return of.walls().axes().stream()
                .filter(Wall::found)
                .filter(wall -> wall.bitFirst() || wall.axis() != Axis.REQUESTS)
                .sorted((a, b) -> Boolean.compare(b.bitFirst(), a.bitFirst()))
                .limit(2)
                .map(wall -> amount(wall.axis(), wall.at())
                        + (wall.hasInterval() ? " (95 %: " + Figures.range(wall.low(), wall.high()) + ")" : ""))
                .reduce((a, b) -> a + " and " + b)
                .orElse("an unknown load");
    }

    private static String amount(Axis axis, double value) {
        return Figures.rounded(value)
                + switch (axis) {
                    case CONCURRENCY -> " concurrent streams";
                    case REQUESTS -> " requests per minute";
                    case TOKENS -> " tokens per minute";
                };
    }

    private String few() {
        Onset onset = of.onset();
        return onset == null || onset.validAround() * 2 >= onset.windowsAround()
                ? ""
                : "; only %d of the %d windows around it were valid"
                        .formatted(onset.validAround(), onset.windowsAround());
    }

    private String reaction() {
        if (of.path().storm()) {
            return "; the answer was a retry storm: %s attempts per request, %s of the retries refused again"
                    .formatted(
                            Figures.decimals(of.totals().amplification(), 1),
                            Figures.percent(of.path().retriesInVain(), of.path().retries()));
        }
        return switch (of.proof().state()) {
            case PASSED -> "; the declared path fired: " + of.path().name();
            case FAILED -> "; the declared path did NOT hold";
            case UNPROVEN -> "; that the declared path fired is unproven";
            case NOT_DECLARED -> "";
        };
    }

    private String fired() {
        List<String> named = new ArrayList<>(of.fired().stream()
                .limit(NAMED_PATHS)
                .map(path -> "%s (%s\u00d7)".formatted(path.name(), Figures.count(path.count())))
                .toList());
        String last = named.remove(named.size() - 1);
        return named.isEmpty() ? last : String.join(", ", named) + " and " + last;
    }

    private static String lower(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private String detail() {
        StringBuilder text = new StringBuilder();
        if (of.cutShort()) {
            text.append("The run was cut short: what follows holds for its beginning only. ");
        }
        if (of.doubtful()) {
            text.append("Most windows have an unhealthy meter: counts hold, do not quote the latencies. ");
        }
        if (!of.proof().reason().isEmpty() && of.proof().state() != Proof.State.NOT_DECLARED) {
            text.append(of.proof().reason()).append(' ');
        }
        if (of.totals().ended() > 0) {
            text.append("%s of %s requests were answered"
                    .formatted(
                            Figures.percent(of.totals().answered(), of.totals().ended()),
                            Figures.count(of.totals().ended())));
            text.append(of.fired().isEmpty() ? "; no degradation path fired." : "; the virtual users " + fired() + ".");
        }
        if (of.retryAfter().early() > 0) {
            text.append(" %s retries came earlier than Retry-After asked."
                    .formatted(Figures.count(of.retryAfter().early())));
        }
        return text.toString().strip();
    }
}
