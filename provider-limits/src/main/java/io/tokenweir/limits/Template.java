package io.tokenweir.limits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A header or a message of a provider with places for values: {@code Limit {limit}. Try again in {wait|go-up}.} A place
 * names a value and, after a bar, how it is written. A place without a value makes the whole text absent, so that a header
 * about a limit that does not exist is not sent. Immutable.
 */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9_.-]+)(?:\\|([a-z0-9-]+))?}");

    private record Part(String text, String name, ValueForm form) {}

    private final List<Part> parts = new ArrayList<>();
    private final String rest;

    private Template(String text) {
        Matcher place = PLACE.matcher(text);
        int end = 0;
        while (place.find()) {
            ValueForm form = place.group(2) == null ? ValueForm.PLAIN : ValueForm.named(place.group(2));
            parts.add(new Part(text.substring(end, place.start()), place.group(1), form));
            end = place.end();
        }
        rest = text.substring(end);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException with one sentence when a form is unknown
     */
    public static Template parse(String text) {
        return new Template(text);
    }

    /** The names that it uses. */
    public Set<String> names() {
        return parts.stream().map(Part::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it is one number and nothing else: such a value is a number in JSON too. */
    public boolean isNumber() {
        return parts.size() == 1
                && parts.get(0).form() == ValueForm.NUMBER
                && parts.get(0).text().isEmpty()
                && rest.isEmpty();
    }

    /**
     * The text with its values.
     *
     * @param values from a name to a number (times: nanoseconds from now) or a text; null where there is none
     * @param now the instant that times are told from
     */
    public Optional<String> fill(Function<String, Object> values, Instant now) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            Object value = values.apply(part.name());
            if (value == null) {
                return Optional.empty();
            }
            text.append(part.text());
            text.append(value instanceof Long number ? part.form().write(number, now) : value.toString());
        }
        return Optional.of(text.append(rest).toString());
    }
}
