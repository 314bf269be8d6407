package io.tokenweir.protocol.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How an application is asked and how it answers, as a scenario says it under {@code target.application}. Immutable.
 *
 * @param path behind the target's address, with its query; a template
 * @param body a template; null: requests have none
 * @param answer where the answer's text is, in a JSON body or in the data of each event; {@code $}: all of it
 * @param done what ends a stream of events; null: its connection, or {@code [DONE]}
 * @param usage where an object with counts of tokens is; null: nowhere
 * @param model where the answer names its model; null: nowhere
 * @param conditions of the rules for refusals and lesser answers that look into a body
 * @param rules these rules as rows of a rule table, to stand before all others
 */
record ApplicationForm(
        String method,
        BodyTemplate path,
        String contentType,
        BodyTemplate body,
        JsonPath answer,
        Done done,
        JsonPath usage,
        JsonPath model,
        List<Condition> conditions,
        ArrayNode rules) {
    private static final String WHERE = "target.application";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH");
    private static final String CLOSE = "close";
    private static final List<String> KEYS = List.of(
            "method", "path", "contentType", "body", "answer", "done", "refusal", "degraded", "hang", "usage", "model");
    private static final List<String> CONDITION_KEYS = List.of("status", "headers", "json", "matches", "text");

    /**
     * What ends a stream.
     *
     * @param data an event with these data; null: none
     * @param event an event in which this holds; null: none
     * @param close whether the end of the HTTP answer is one too
     */
    record Done(String data, Condition event, boolean close) {
        private static final Done USUAL = new Done("[DONE]", null, true);
    }

    /** Throws {@link IllegalArgumentException} with a sentence that names the place. */
    static ApplicationForm of(JsonNode spec) {
        known(WHERE, spec, KEYS);
        String method =
                text(spec, "method") == null ? "POST" : text(spec, "method").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw wrong("method", "'" + method + "' is not known; known are GET, POST, PUT and PATCH");
        }
        JsonNode written = spec.get("body");
        boolean hasBody = written != null && !written.isNull();
        if (hasBody && method.equals("GET")) {
            throw wrong("body", "a GET has none; write the prompt into 'path', as in /ask?q=${prompt}");
        }
        String contentType = text(spec, "contentType");
        contentType = contentType == null && hasBody ? "application/json" : contentType;
        BodyTemplate path = BodyTemplate.of(
                WHERE + ".path", text(spec, "path") == null ? "" : text(spec, "path"), BodyTemplate.Writing.FORM);
        BodyTemplate body = hasBody ? body(written, contentType) : null;
        if (!path.asks() && (body == null || !body.asks())) {
            throw wrong("body", "it asks nothing; write ${prompt} where the user's question stands");
        }
        if (text(spec, "answer") == null) {
            throw wrong("answer", "say where the answer's text is, for instance $.answer, or $ for the whole body");
        }
        List<Condition> conditions = new ArrayList<>();
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        rules(spec, "refusal", conditions, rules);
        rules(spec, "degraded", conditions, rules);
        return new ApplicationForm(
                method,
                path,
                contentType,
                body,
                JsonPath.of(WHERE + ".answer", text(spec, "answer")),
                done(spec.get("done")),
                place(spec, "usage"),
                place(spec, "model"),
                List.copyOf(conditions),
                rules);
    }

    private static BodyTemplate body(JsonNode body, String contentType) {
        BodyTemplate.Writing writing = contentType.contains("json")
                ? BodyTemplate.Writing.JSON
                : contentType.contains("x-www-form-urlencoded")
                        ? BodyTemplate.Writing.FORM
                        : BodyTemplate.Writing.PLAIN;
        if (body.isContainerNode() && writing != BodyTemplate.Writing.JSON) {
            throw wrong(
                    "body", "written as fields it is JSON, but contentType is " + contentType + "; write it as a text");
        }
        // in YAML a place stands in quotes even where JSON wants a list or a number
        String text = body.isContainerNode()
                ? body.toString().replace("\"${messages}\"", "${messages}").replace("\"${maxTokens}\"", "${maxTokens}")
                : body.asText();
        return BodyTemplate.of(WHERE + ".body", text, writing);
    }

    private static Done done(JsonNode done) {
        if (done == null || done.isNull()) {
            return Done.USUAL;
        }
        if (done.isTextual()) {
            return done.asText().equals(CLOSE) ? new Done(null, null, true) : new Done(done.asText(), null, false);
        }
        known(WHERE + ".done", done, List.of("json", "matches"));
        Condition event = condition(WHERE + ".done", "done", done);
        if (event.json() == null) {
            throw wrong("done", "write the data of the last event, 'close', or {json: $.type, matches: end}");
        }
        return new Done(null, event, false);
    }

    private static void rules(JsonNode spec, String kind, List<Condition> conditions, ArrayNode rules) {
        JsonNode list = spec.get(kind);
        if (list == null || list.isNull()) {
            return;
        }
        if (!list.isArray()) {
            throw wrong(kind, "write a list, for instance [{status: 503}]");
        }
        for (int i = 0; i < list.size(); i++) {
            String where = WHERE + "." + kind + "[" + i + "]";
            JsonNode row = list.get(i);
            known(where, row, CONDITION_KEYS);
            Condition condition = condition(where, kind + "-" + (i + 1), row);
            boolean looksIntoBody = condition.json() != null || condition.text() != null;
            if (!looksIntoBody && !row.has("status") && !row.has("headers")) {
                throw new IllegalArgumentException(
                        where + ": it holds for every answer; name a 'status', 'headers', 'json' or 'text'.");
            }
            ObjectNode rule = rules.addObject().put("name", condition.mark());
            for (String key : List.of("status", "headers")) {
                if (row.has(key)) {
                    rule.set(key, row.get(key));
                }
            }
            if (looksIntoBody) {
                conditions.add(condition);
                rule.put("mark", condition.mark());
            }
            if (kind.equals("refusal")) {
                rule.put("outcome", "DECLINED");
                rule.putArray("transport").add("COMPLETE").add("MALFORMED").add("CUT");
            } else {
                rule.put("outcome", "OK")
                        .put("degraded", true)
                        .put("sawEnd", true)
                        .put("errorInStream", false);
                rule.put("transport", "COMPLETE");
                if (!row.has("status")) {
                    rule.put("status", "2xx");
                }
            }
        }
    }

    private static Condition condition(String where, String mark, JsonNode row) {
        if (row.has("matches") && !row.has("json")) {
            throw new IllegalArgumentException(where + ": 'matches' needs 'json', the place where it looks.");
        }
        return new Condition(
                mark,
                row.has("json") ? JsonPath.of(where + ".json", row.get("json").asText()) : null,
                Condition.pattern(where + ".matches", text(row, "matches")),
                Condition.pattern(where + ".text", text(row, "text")));
    }

    private static JsonPath place(JsonNode spec, String key) {
        return text(spec, key) == null ? null : JsonPath.of(WHERE + "." + key, text(spec, key));
    }

    private static void known(String where, JsonNode node, List<String> keys) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(where + ": write fields; known are " + String.join(", ", keys) + ".");
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException(
                        where + ": unknown key '" + key + "'; known are " + String.join(", ", keys) + ".");
            }
        });
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static IllegalArgumentException wrong(String key, String sentence) {
        return new IllegalArgumentException(WHERE + "." + key + ": " + sentence + ".");
    }
}
