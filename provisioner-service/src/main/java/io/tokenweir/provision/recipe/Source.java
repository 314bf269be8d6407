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

import io.tokenweir.provision.http.HttpAnswer;

/** Where in an answer a value is: {@code $.json.path}, {@code header:Name}, {@code regex:pattern} or {@code body}. Pure. */
final class Source {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String text;
    private final JsonPath path;
    private final Pattern pattern;
    private final String header;

    private Source(String text, JsonPath path, Pattern pattern, String header) {
        this.text = text;
        this.path = path;
        this.pattern = pattern;
        this.header = header;
    }

    /** Throws {@link IllegalArgumentException} that says what was expected. */
    static Source parse(String text) {
        if (text.startsWith("$")) {
            return new Source(text, JsonPath.parse(text), null, null);
        }
        if (text.startsWith("header:")) {
            return new Source(
                    text, null, null, text.substring("header:".length()).strip());
        }
        if (text.equals("body")) {
            return new Source(text, null, Pattern.compile("(?s).*"), null);
        }
        if (text.startsWith("regex:")) {
            try {
                return new Source(
                        text,
                        null,
                        Pattern.compile(text.substring("regex:".length()).strip()),
                        null);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("'" + text + "' is no regular expression: " + e.getDescription());
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no place in an answer; expected $.json.path, header:Name, regex:pattern or body");
    }

    /** All values found there. */
    List<String> find(HttpAnswer answer, Map<String, String> values) {
        if (header != null) {
            return answer.headers().allValues(header);
        }
        if (path != null) {
            return path.find(json(answer.body()), values);
        }
        return pattern.matcher(answer.body()).results().map(Source::captured).toList();
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
