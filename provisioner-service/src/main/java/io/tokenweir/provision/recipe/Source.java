package io.tokenweir.provision.recipe;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * Where in an answer a value is: {@code $.json.path}, {@code css:selector@attribute}, {@code header:Name},
 * {@code cookie:name}, {@code regex:pattern}, {@code url} or {@code body}. Pure.
 */
final class Source {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLACES =
            "$.json.path, css:selector@attribute, header:Name, cookie:name, regex:pattern, url or body";

    private final String text;
    private final boolean many;
    private final Finder finder;

    private interface Finder {
        List<String> find(Answered answered, Map<String, String> values);
    }

    private Source(String text, boolean many, Finder finder) {
        this.text = text;
        this.many = many;
        this.finder = finder;
    }

    /** Throws {@link IllegalArgumentException} that says what was expected. */
    static Source parse(String text) {
        if (text.startsWith("$")) {
            JsonPath path = JsonPath.parse(text);
            boolean many = text.contains("[*]") || text.contains("[?");
            return new Source(text, many, (seen, values) -> path.find(json(seen.body()), values));
        }
        String rest = text.substring(text.indexOf(':') + 1).strip();
        if (text.startsWith("css:") || text.startsWith("css-all:")) {
            CssPath path = CssPath.parse(rest);
            return new Source(text, text.startsWith("css-all:"), (seen, values) -> path.find(seen));
        }
        if (text.startsWith("header:")) {
            return new Source(
                    text, false, (seen, values) -> seen.answer().headers().allValues(rest));
        }
        if (text.startsWith("cookie:")) {
            return new Source(text, false, (seen, values) -> seen.cookies().values(rest, seen.uri()));
        }
        if (text.startsWith("regex:")) {
            Pattern pattern = pattern(text, rest);
            return new Source(
                    text,
                    false,
                    (seen, values) -> pattern.matcher(seen.body())
                            .results()
                            .map(Source::captured)
                            .toList());
        }
        return switch (text) {
            case "url" ->
                new Source(text, false, (seen, values) -> List.of(seen.uri().toString()));
            case "body" -> new Source(text, false, (seen, values) -> List.of(seen.body()));
            default ->
                throw new IllegalArgumentException("'" + text + "' is no place in an answer; expected " + PLACES);
        };
    }

    private static Pattern pattern(String text, String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no regular expression: " + e.getDescription());
        }
    }

    /** All values found there. */
    List<String> find(Answered answered, Map<String, String> values) {
        return finder.find(answered, values);
    }

    /** Whether it is a list, which may be empty. */
    boolean isList() {
        return many;
    }

    /** An answer that is no JSON holds no path: an error page where JSON was expected is a finding, not an accident. */
    private static JsonNode json(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String captured(MatchResult match) {
        return match.groupCount() > 0 && match.group(1) != null ? match.group(1) : match.group();
    }

    @Override
    public String toString() {
        return text;
    }
}
