package io.tokenweir.protocol.outcome;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of what a server said what must not be passed on: secrets, and the user's own prompt sent back. */
public final class Masking {
    /** Anything that looks like a key or a token, also as the partly masked echo that OpenAI sends. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)\\b(sk|pk|key|api)-[\\w*.\\-]{6,}|bearer\\s+\\S+|\\b[\\w\\-]{40,}\\b");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int ECHO_WORDS = 4;

    private Masking() {}

    public static String secrets(String text) {
        return SECRET.matcher(text).replaceAll("***");
    }

    /** Masks secrets, and every run of four words or more that stands in the request too. */
    public static String secretsAndEcho(String text, String request) {
        String safe = secrets(text);
        Matcher words = WORD.matcher(safe);
        int[] starts = new int[safe.length() / 2 + 1];
        int[] ends = new int[safe.length() / 2 + 1];
        int count = 0;
        while (words.find()) {
            starts[count] = words.start();
            ends[count++] = words.end();
        }
        StringBuilder masked = new StringBuilder();
        int done = 0;
        for (int i = 0; i + ECHO_WORDS <= count; i++) {
            int last = i + ECHO_WORDS - 1;
            if (!request.contains(safe.substring(starts[i], ends[last]))) {
                continue;
            }
            while (last + 1 < count
                    && request.contains(safe.substring(starts[last - ECHO_WORDS + 2], ends[last + 1]))) {
                last++;
            }
            masked.append(safe, done, starts[i]).append("<prompt>");
            done = ends[last];
            i = last;
        }
        return masked.append(safe, done, safe.length()).toString();
    }
}
