package io.tokenweir.protocol.limit;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.tokenweir.protocol.http.NamePrefixes;

/**
 * Which headers tell of limits, and how to read them: each vendor's names are rows of the resource {@code
 * limits/headers.json}, with a pattern that finds the axis and whether it is the limit, what remains, or the reset.
 *
 * <p>Thread-safe. An absent header is never taken for zero.
 */
public final class LimitHeaders {
    private static final String RESOURCE = "/limits/headers.json";
    private static final JsonNode TABLE = read();
    private static final NamePrefixes KEPT =
            new NamePrefixes(StreamSupport.stream(TABLE.path("keep").spliterator(), false)
                    .map(JsonNode::asText)
                    .toArray(String[]::new));
    private static final List<Pattern> PATTERNS = StreamSupport.stream(
                    TABLE.path("patterns").spliterator(), false)
            .map(row -> Pattern.compile(row.path("pattern").asText()))
            .toList();

    /** Servers use few names again and again; one that invents them must not fill the memory. */
    private static final int MOST_NAMES = 256;

    private static final Map<String, Meaning> MEANINGS = new ConcurrentHashMap<>();
    private static final double PPM = 1e6;

    /**
     * What a header tells.
     *
     * @param quantity limit, remaining or reset; empty for a header that is none of ours
     * @param limitHeader the header that tells the limit of the same axis
     */
    private record Meaning(String axis, String quantity, String limitHeader) {
        private static final Meaning NONE = new Meaning("", "", "");
    }

    private LimitHeaders() {}

    /** Beginnings, in lower case, of the names of headers that are kept with an attempt. */
    public static NamePrefixes kept() {
        return KEPT;
    }

    /** The limits that the headers tell, in the order of their first header. */
    public static List<RateLimit> read(Map<String, String> lowerCaseHeaders, Instant now) {
        Map<String, RateLimit> limits = new LinkedHashMap<>();
        lowerCaseHeaders.forEach((name, value) -> {
            Meaning meaning = meaning(name);
            if (meaning != Meaning.NONE) {
                RateLimit known = limits.getOrDefault(meaning.axis(), new RateLimit(meaning.axis(), -1, -1, -1));
                limits.put(meaning.axis(), with(known, meaning.quantity(), value, now));
            }
        });
        return new ArrayList<>(limits.values());
    }

    /**
     * What remains of each limit that the headers tell in full, remaining / limit in millionths, by axis. Resets are not read,
     * so that an event loop can afford it for every answer.
     */
    public static Map<String, Long> headroomPpm(Map<String, String> lowerCaseHeaders) {
        if (lowerCaseHeaders.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> headroom = new TreeMap<>();
        lowerCaseHeaders.forEach((name, value) -> {
            Meaning meaning = meaning(name);
            if (meaning.quantity().equals("remaining")) {
                double limit = number(lowerCaseHeaders.getOrDefault(meaning.limitHeader(), ""));
                double remaining = number(value);
                if (limit > 0 && remaining >= 0) {
                    headroom.merge(meaning.axis(), Math.round(Math.min(1, remaining / limit) * PPM), Math::min);
                }
            }
        });
        return headroom;
    }

    private static Meaning meaning(String name) {
        Meaning known = MEANINGS.get(name);
        if (known != null) {
            return known;
        }
        Meaning found = find(name);
        if (MEANINGS.size() < MOST_NAMES) {
            MEANINGS.put(name, found);
        }
        return found;
    }

    private static Meaning find(String name) {
        for (Pattern pattern : PATTERNS) {
            Matcher matcher = pattern.matcher(name);
            if (matcher.matches()) {
                String quantity = matcher.group("quantity");
                String limitHeader = name.substring(0, matcher.start("quantity"))
                        + "limit"
                        + name.substring(matcher.end("quantity"));
                return new Meaning(group(matcher, pattern, "axis", "requests"), quantity, limitHeader);
            }
        }
        return Meaning.NONE;
    }

    /** The limit of an axis; null when it was not told. */
    public static RateLimit of(String axis, List<RateLimit> limits) {
        return limits.stream()
                .filter(limit -> limit.axis().equals(axis))
                .findFirst()
                .orElse(null);
    }

    private static RateLimit with(RateLimit known, String quantity, String value, Instant now) {
        return switch (quantity) {
            case "limit" -> new RateLimit(known.axis(), number(value), known.remaining(), known.resetNanos());
            case "remaining" -> new RateLimit(known.axis(), known.limit(), number(value), known.resetNanos());
            default -> new RateLimit(known.axis(), known.limit(), known.remaining(), ResetTime.nanos(value, now));
        };
    }

    private static double number(String value) {
        try {
            // The IETF's drafts and some gateways write several, the most pressing first.
            double number = Double.parseDouble(value.split("[,;]", 2)[0].trim().toLowerCase(Locale.ROOT));
            return number >= 0 ? number : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String group(Matcher matcher, Pattern pattern, String name, String otherwise) {
        return pattern.pattern().contains("(?<" + name + ">") && matcher.group(name) != null
                ? matcher.group(name)
                : otherwise;
    }

    private static JsonNode read() {
        try (InputStream in = LimitHeaders.class.getResourceAsStream(RESOURCE)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("The table of limit headers " + RESOURCE + " is not JSON.", e);
        }
    }
}
