package io.tokenweir.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** How a value is written in a header or a message. Those of times take nanoseconds from now. */
enum ValueForm {
    /** As it is. */
    PLAIN((value, now) -> Long.toString(value)),
    /** A number, also where the text is a value in JSON. */
    NUMBER((value, now) -> Long.toString(value)),
    /** Rounded to the nearest thousand: Anthropic's remaining tokens. */
    THOUSANDS((value, now) -> Long.toString(Math.round(value / 1000.0) * 1000)),
    /** Millionths of a dollar as dollars and cents. */
    USD((value, now) -> String.format(Locale.ROOT, "%.2f", value / 1e6)),
    /** Go's duration, rounded down: OpenAI's resets. */
    GO((value, now) -> GoDuration.floor(value)),
    /** Go's duration, rounded up: the waits in OpenAI's messages. */
    GO_UP((value, now) -> GoDuration.ceil(value)),
    /** Whole milliseconds, rounded up. */
    MILLIS((value, now) -> Long.toString(ceilDiv(value, 1_000_000))),
    /** Whole seconds, rounded up. */
    SECONDS((value, now) -> Long.toString(ceilDiv(value, Times.SECOND))),
    /** Seconds in words: {@code 21 minutes and 33 seconds}. */
    WORDS((value, now) -> Times.words(ceilDiv(value, Times.SECOND))),
    /** Seconds as {@code hh:mm:ss}, after days if there are any: .NET's time span. */
    CLOCK((value, now) -> Times.clock(ceilDiv(value, Times.SECOND))),
    /** Seconds as a JSON duration: {@code 26s}. */
    PROTO((value, now) -> ceilDiv(value, Times.SECOND) + "s"),
    /** The instant in RFC 3339, whole seconds, rounded up: Anthropic's resets. */
    RFC3339((value, now) -> Times.RFC3339.format(Times.whole(value, now))),
    /** The instant as date and time of UTC. */
    UTC((value, now) -> Times.UTC.format(Times.whole(value, now))),
    /** The day of the instant, of UTC. */
    DATE((value, now) -> Times.UTC.format(Times.whole(value, now)).substring(0, 10)),
    /** The instant in Unix seconds, rounded up. */
    EPOCH((value, now) -> Long.toString(Times.whole(value, now).getEpochSecond())),
    /** The instant in Unix milliseconds, rounded up. */
    EPOCH_MILLIS((value, now) -> Long.toString(now.plusNanos(value + 999_999).toEpochMilli()));

    private final BiFunction<Long, Instant, String> writer;

    ValueForm(BiFunction<Long, Instant, String> writer) {
        this.writer = writer;
    }

    String write(long value, Instant now) {
        return writer.apply(value, now);
    }

    static ValueForm named(String name) {
        return Arrays.stream(values())
                .filter(form -> form.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no form '" + name + "'; the forms are "
                        + Arrays.stream(values())
                                .filter(form -> form != PLAIN)
                                .map(ValueForm::label)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long ceilDiv(long value, long unit) {
        return -Math.floorDiv(-value, unit);
    }

    /** What the forms of times share. */
    private static final class Times {
        static final long SECOND = 1_000_000_000L;
        static final DateTimeFormatter RFC3339 =
                DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
        static final DateTimeFormatter UTC =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

        static Instant whole(long nanos, Instant now) {
            return Instant.ofEpochSecond(
                    now.plusNanos(nanos).plusNanos(SECOND - 1).getEpochSecond());
        }

        static String clock(long seconds) {
            String time =
                    String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
            return seconds < 86_400 ? time : seconds / 86_400 + "." + time;
        }

        static String words(long seconds) {
            Duration wait = Duration.ofSeconds(seconds);
            StringBuilder text = new StringBuilder();
            append(text, wait.toHours(), "hours");
            append(text, wait.toMinutesPart(), "minutes");
            if (wait.toSecondsPart() > 0 || text.isEmpty()) {
                append(text, wait.toSecondsPart(), "seconds");
            }
            return text.toString();
        }

        private static void append(StringBuilder text, long amount, String unit) {
            if (amount > 0 || unit.equals("seconds")) {
                text.append(text.isEmpty() ? "" : " and ")
                        .append(amount)
                        .append(' ')
                        .append(unit);
            }
        }
    }
}
