package io.tokenweir.simulator.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The header {@code date}: written anew once a second, whoever asks. Thread-safe. */
public final class HttpDate {
    private static volatile Written last = new Written(0, "");

    private record Written(long second, String text) {}

    private HttpDate() {}

    /** Now, as HTTP writes it. */
    public static String now() {
        long second = System.currentTimeMillis() / 1000;
        Written written = last;
        if (written.second != second) {
            written = new Written(
                    second,
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
            last = written;
        }
        return written.text;
    }
}
