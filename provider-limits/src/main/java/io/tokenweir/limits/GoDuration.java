package io.tokenweir.limits;

/**
 * Durations as Go's {@code time.Duration} prints them, to whole milliseconds: {@code 0s}, {@code 120ms}, {@code 3.114s},
 * {@code 6m0s}, {@code 1h0m0s}. OpenAI's reset headers and 429 messages use this form.
 */
public final class GoDuration {
    private GoDuration() {}

    /** Rounded down, as the reset headers are. */
    public static String floor(long nanos) {
        return ofMillis(nanos / 1_000_000);
    }

    /** Rounded up, so that who waits so long has waited long enough. */
    public static String ceil(long nanos) {
        return ofMillis((nanos + 999_999) / 1_000_000);
    }

    private static String ofMillis(long millis) {
        if (millis == 0) {
            return "0s";
        }
        if (millis < 1000) {
            return millis + "ms";
        }
        long hours = millis / 3_600_000;
        long minutes = millis / 60_000 % 60;
        StringBuilder text = new StringBuilder();
        if (hours > 0) {
            text.append(hours).append('h');
        }
        if (hours > 0 || minutes > 0) {
            text.append(minutes).append('m');
        }
        return text.append(seconds(millis % 60_000)).append('s').toString();
    }

    private static String seconds(long millis) {
        if (millis % 1000 == 0) {
            return Long.toString(millis / 1000);
        }
        return String.format("%d.%03d", millis / 1000, millis % 1000).replaceAll("0+$", "");
    }
}
