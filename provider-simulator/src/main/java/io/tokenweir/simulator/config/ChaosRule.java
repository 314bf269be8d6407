package io.tokenweir.simulator.config;

/**
 * One way in which the provider misbehaves, whom it hits, and when. Of several rules the first that strikes a request is
 * the one that it meets.
 *
 * @param name what the request log calls it; by default the kind in lower case
 * @param path start of the path; by default every call to the API ({@code /v1/} and {@code /openai/})
 * @param model the model asked for; null: every one
 * @param key a key, its fingerprint, or the id of its account; null: every one
 * @param share of the requests that fit, from 0 to 1; by default all
 * @param fromSeconds since the rules were set (at first: since the start)
 * @param toSeconds when it ends; 0: never
 * @param millis length of a stall, of the pause between pieces of a slow head, or of the extra time at a brown-out's peak
 * @param afterFrames events of a stream that leave unharmed
 * @param status of an error
 * @param bytes how many more (or less) a wrong content-length promises; size of a piece of a slow head, by default 1
 */
public record ChaosRule(
        String name,
        Kind kind,
        String path,
        String model,
        String key,
        Double share,
        double fromSeconds,
        double toSeconds,
        double millis,
        int afterFrames,
        int status,
        int bytes) {

    /** What goes wrong. */
    public enum Kind {
        /** Nothing is sent for {@code millis}: before the first byte, or after {@code afterFrames} events. */
        STALL,
        /** The connection is reset: before the first byte, or after {@code afterFrames} events. */
        RESET,
        /** The connection closes amid an event (a whole answer: amid its body), without the end of the body. */
        TRUNCATE,
        /** The body ends in form, but too early: after {@code afterFrames} events (a whole answer: after half). */
        END_EARLY,
        /** The vendor answers {@code status} with its own error. */
        ERROR,
        /** The edge in front of the vendor answers {@code status} with a page in HTML, after {@code millis}. */
        EDGE_ERROR,
        /** The vendor's error comes in the stream, after {@code afterFrames} tokens. */
        STREAM_ERROR,
        /** The head comes in pieces of {@code bytes}, {@code millis} apart. */
        SLOW_HEADERS,
        /** The answer comes whole, its content-length wrong by {@code bytes}. */
        WRONG_LENGTH,
        /** Everything comes later: up to {@code millis} in the middle of the rule's time, less towards its ends. */
        BROWN_OUT
    }

    public ChaosRule {
        if (kind == null) {
            throw new IllegalArgumentException("a rule of chaos needs a kind, such as STALL");
        }
        share = share == null ? 1 : share;
        name = name == null ? kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') : name;
        if (share < 0 || share > 1 || fromSeconds < 0 || millis < 0 || afterFrames < 0) {
            throw new IllegalArgumentException("the rule '" + name + "' of chaos needs a share from 0 to 1, and"
                    + " fromSeconds, millis and afterFrames of 0 or more");
        }
        if (toSeconds != 0 && toSeconds <= fromSeconds) {
            throw new IllegalArgumentException("the rule '" + name + "' of chaos ends before it begins");
        }
        if (kind == Kind.BROWN_OUT && toSeconds == 0) {
            throw new IllegalArgumentException("the rule '" + name + "' of chaos needs toSeconds: a brown-out passes");
        }
        boolean error = kind == Kind.ERROR || kind == Kind.EDGE_ERROR;
        if (error && (status < 400 || status > 599)) {
            throw new IllegalArgumentException("the rule '" + name + "' of chaos needs a status from 400 to 599");
        }
        if (kind == Kind.WRONG_LENGTH && bytes == 0) {
            throw new IllegalArgumentException(
                    "the rule '" + name + "' of chaos needs bytes: how wrong the length is, such as 100 or -5");
        }
    }

    /** A rule of this kind that strikes every call to the API, always. */
    public static ChaosRule of(Kind kind, double millis, int afterFrames, int status, int bytes) {
        return new ChaosRule(null, kind, null, null, null, null, 0, 0, millis, afterFrames, status, bytes);
    }

    /** The same rule for a share of the requests. */
    public ChaosRule withShare(double share) {
        return new ChaosRule(
                name, kind, path, model, key, share, fromSeconds, toSeconds, millis, afterFrames, status, bytes);
    }

    /** The same rule for some paths, models and keys. */
    public ChaosRule whom(String path, String model, String key) {
        return new ChaosRule(
                name, kind, path, model, key, share, fromSeconds, toSeconds, millis, afterFrames, status, bytes);
    }

    /** The same rule in these seconds. */
    public ChaosRule between(double fromSeconds, double toSeconds) {
        return new ChaosRule(
                name, kind, path, model, key, share, fromSeconds, toSeconds, millis, afterFrames, status, bytes);
    }
}
