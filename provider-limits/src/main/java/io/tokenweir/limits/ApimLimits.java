package io.tokenweir.limits;

import java.time.Duration;

/** How the {@code llm-token-limit} policy of Azure API Management tells that a limit is passed. */
public final class ApimLimits {
    /** Status of a spent quota. */
    public static final int QUOTA_STATUS = 403;

    private ApimLimits() {}

    /** {@code message} of the 403 for a spent quota. */
    public static String quotaMessage(long waitNanos) {
        return "Token quota is exceeded. Try again in " + words(ceilSeconds(waitNanos)) + ".";
    }

    /** {@code message} of the 429 for the rate. */
    public static String rateMessage(long waitNanos) {
        return "Token limit is exceeded. Try again in " + words(ceilSeconds(waitNanos)) + ".";
    }

    /** Whole seconds for {@code Retry-After}. */
    public static long ceilSeconds(long nanos) {
        return (nanos + 999_999_999L) / 1_000_000_000L;
    }

    private static String words(long seconds) {
        Duration wait = Duration.ofSeconds(seconds);
        StringBuilder text = new StringBuilder();
        append(text, wait.toHours(), "hours");
        append(text, wait.toMinutesPart(), "minutes");
        if (wait.toSecondsPart() > 0 || text.length() == 0) {
            append(text, wait.toSecondsPart(), "seconds");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0 || unit.equals("seconds")) {
            text.append(text.length() == 0 ? "" : " and ")
                    .append(amount)
                    .append(' ')
                    .append(unit);
        }
    }
}
