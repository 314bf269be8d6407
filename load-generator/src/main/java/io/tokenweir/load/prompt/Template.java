package io.tokenweir.load.prompt;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places <code>{{column}}</code>. Immutable. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

    private final String text;

    Template(String text) {
        this.text = text;
    }

    /** @param where named in the sentence when a column is missing */
    String fill(Map<String, String> row, String where) {
        StringBuilder filled = new StringBuilder(text.length() * 2);
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            String value = row.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException(where + " has no column '" + place.group(1)
                        + "', which the template names; it has " + String.join(", ", row.keySet()) + ".");
            }
            place.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return place.appendTail(filled).toString();
    }
}
