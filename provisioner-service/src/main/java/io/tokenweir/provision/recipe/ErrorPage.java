package io.tokenweir.provision.recipe;

import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What an answer that was not hoped for says of itself, in a few words and without our secrets. Pure. */
final class ErrorPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 120;
    private static final int SHORTEST_SECRET = 4;

    private ErrorPage() {}

    /** A clause such as {@code ; it says "Too many sign-ups today"}; empty when it says nothing. */
    static String clause(Answered answered, Map<String, String> values) {
        String words = answered.isPage() ? page(answered) : json(answered.body());
        return words.isBlank() ? "" : "; it says \"" + shown(words, values) + '"';
    }

    /** Shortened, and without any value that we know and nobody else should. */
    static String shown(String words, Map<String, String> values) {
        String shown = words.replaceAll("\\s+", " ").strip();
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (!PublicValues.contains(value.getKey()) && value.getValue().length() >= SHORTEST_SECRET) {
                shown = shown.replace(value.getValue(), "{{" + value.getKey() + "}}");
            }
        }
        return shown.length() <= MOST ? shown : shown.substring(0, MOST) + "…";
    }

    private static String page(Answered answered) {
        Document page = Jsoup.parse(answered.body());
        for (String place : new String[] {".error, .errors, .alert, [role=alert]", "h1", "title", "body"}) {
            Element element = page.selectFirst(place);
            if (element != null && !element.text().isBlank()) {
                return element.text();
            }
        }
        return "";
    }

    private static String json(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            if (node == null) {
                return "";
            }
            for (String path : new String[] {"/error/message", "/message", "/detail", "/error", "/title"}) {
                if (node.at(path).isTextual()) {
                    return node.at(path).asText();
                }
            }
        } catch (JsonProcessingException e) {
            return "";
        }
        return "";
    }
}
