package io.tokenweir.common.threshold;

import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tokenweir.common.scenario.Durations;

/**
 * Reads thresholds: {@code metric{tag:value}} and {@code aggregation comparison bound}, as k6 writes them. Durations are in
 * milliseconds unless a unit stands behind them, shares may be written in percent. Pure; whatever is wrong becomes an
 * {@link IllegalArgumentException} whose message is a sentence without its full stop.
 */
public final class ThresholdParser {
    private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z][\\w-]*)\\s*(?:\\{([^{}]*)\\})?\\s*");
    private static final Pattern ON_COMMAND_LINE = Pattern.compile("([^{:]*(?:\\{[^{}]*\\})?)\\s*:(.*)");
    private static final Pattern CONDITION = Pattern.compile(
            "(p\\(\\d+(?:\\.\\d+)?\\)|[A-Za-z]+)(===|<=|>=|==|!=|<|>)(-?\\d+(?:\\.\\d+)?)([A-Za-z%/\\d.]*)");
    private static final Set<String> SELECTING = Set.of("scenario", "stage");
    private static final String EXAMPLES = "write for instance p(99)<800, avg<=250ms, rate>0.95 or count<10";

    private ThresholdParser() {}

    /** As {@code --threshold} takes it: {@code ttft:p(99)<800}. */
    public static Threshold parse(String text) {
        Matcher matcher = ON_COMMAND_LINE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no threshold; write for instance 'ttft:p(99)<800',"
                    + " 'failed:rate<0.01' or 'ttft{scenario:chat}:med<300ms'");
        }
        return parse(matcher.group(1), matcher.group(2), false, Duration.ZERO);
    }

    /** As a scenario has it: the metric, tags included, and one of its conditions. */
    public static Threshold parse(String name, String condition, boolean abortOnFail, Duration delay) {
        Matcher named = NAME.matcher(name);
        if (!named.matches()) {
            throw new IllegalArgumentException(
                    "'" + name.strip() + "' names no metric; write for instance ttft or ttft{scenario:chat}");
        }
        ThresholdMetric metric = ThresholdMetric.named(named.group(1));
        TreeMap<String, String> selection = new TreeMap<>();
        TreeMap<String, String> classes = new TreeMap<>();
        if (named.group(2) != null) {
            tags(metric, named.group(2), selection, classes);
        }
        if (classes.size() > 1) {
            throw new IllegalArgumentException(
                    "attempts are counted by outcome and by status, not by both at once; write one of them");
        }
        String compact = condition == null ? "" : condition.replaceAll("\\s+", "");
        Matcher matcher = CONDITION.matcher(compact);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the condition '" + (condition == null ? "" : condition.strip())
                    + "' on " + metric.text() + " is not understood; " + EXAMPLES);
        }
        Aggregation aggregation = Aggregation.parse(metric, matcher.group(1));
        double bound = bound(compact, aggregation, matcher.group(3), matcher.group(4));
        if (abortOnFail && !metric.live()) {
            throw new IllegalArgumentException(
                    metric.text() + " is known only when the run is over, so it cannot end it; leave out abortOnFail");
        }
        return new Threshold(
                metric,
                selection,
                classes,
                aggregation,
                Comparison.of(matcher.group(2)),
                bound,
                name.replaceAll("\\s+", ""),
                compact,
                abortOnFail,
                delay);
    }

    private static void tags(
            ThresholdMetric metric, String text, TreeMap<String, String> selection, TreeMap<String, String> classes) {
        for (String tag : text.split(",", -1)) {
            int colon = tag.indexOf(':');
            String key = colon < 0 ? tag.strip() : tag.substring(0, colon).strip();
            String value = colon < 0 ? "" : tag.substring(colon + 1).strip().replaceAll("^[\"']|[\"']$", "");
            if (key.isEmpty() || value.isEmpty()) {
                throw new IllegalArgumentException(
                        "'{" + text + "}' selects nothing; write for instance {scenario:chat}");
            }
            if (SELECTING.contains(key) && metric.selectable()) {
                selection.put(key, value);
            } else if (metric.classes().contains(key)) {
                classes.put(key, key.equals("outcome") ? OutcomeClass.checked(value) : status(value));
            } else {
                throw new IllegalArgumentException("'" + key + "' selects nothing of " + metric.text() + "; "
                        + (metric.selectable()
                                ? "it can be told apart by " + String.join(", ", tagsOf(metric))
                                : "it is of the whole run"));
            }
        }
    }

    private static Set<String> tagsOf(ThresholdMetric metric) {
        Set<String> tags = new TreeSet<>(SELECTING);
        tags.addAll(metric.classes());
        return tags;
    }

    private static String status(String value) {
        if (!value.matches("[1-5]\\d\\d")) {
            throw new IllegalArgumentException("'" + value + "' is no HTTP status; write for instance {status:429}");
        }
        return value;
    }

    private static double bound(String condition, Aggregation aggregation, String number, String unit) {
        double value = Double.parseDouble(number);
        switch (aggregation.of()) {
            case QUANTILE, AVG, MIN, MAX -> {
                try {
                    return unit.isEmpty()
                            ? value
                            : Durations.parse(number + unit).toNanos() / 1e6;
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("in '" + condition + "', " + e.getMessage());
                }
            }
            case SHARE -> {
                require(unit.isEmpty() || unit.equals("%"), condition, unit);
                double share = unit.isEmpty() ? value : value / 100;
                if (share < 0 || share > 1) {
                    throw new IllegalArgumentException(
                            "'" + condition + "' compares a share, which lies between 0 and 1; write 0.05 or 5%");
                }
                return share;
            }
            case PER_SECOND -> {
                require(unit.isEmpty() || unit.equals("/s"), condition, unit);
                return value;
            }
            default -> {
                require(unit.isEmpty(), condition, unit);
                return value;
            }
        }
    }

    private static void require(boolean fits, String condition, String unit) {
        if (!fits) {
            throw new IllegalArgumentException("'" + unit + "' is no unit of what '" + condition + "' compares");
        }
    }
}
