package io.tokenweir.simulator.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of HTML with places: {@code {{name}}} takes text, {@code {{{name}}}} takes HTML. A place without a value stays
 * empty. Thread-safe.
 */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\{?)(\\w+)}}}?");
    private static final Map<String, Template> KNOWN = new ConcurrentHashMap<>();

    private final String html;

    private Template(String html) {
        this.html = html;
    }

    /** The file of that name below {@code pages/}. */
    static Template of(String name) {
        return KNOWN.computeIfAbsent(name, Template::read);
    }

    private static Template read(String name) {
        try (InputStream in = Template.class.getResourceAsStream("/pages/" + name + ".html")) {
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The page " + name + " cannot be read.", e);
        }
    }

    String fill(Map<String, String> values) {
        return PLACE.matcher(html).replaceAll(place -> {
            String value = values.getOrDefault(place.group(2), "");
            return Matcher.quoteReplacement(place.group(1).isEmpty() ? Page.text(value) : value);
        });
    }
}
