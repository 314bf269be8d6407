package io.tokenweir.provision.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one HTTP step of a recipe. */
final class StepReader {
    private static final Set<String> FIELDS = Set.of(
            "step",
            "group",
            "request",
            "headers",
            "body",
            "form",
            "expect",
            "on",
            "when",
            "follow",
            "extract",
            "assert",
            "repeatable",
            "unless");
    private static final int MOST_REDIRECTS = 5;
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final RecipeReader reader;

    StepReader(RecipeReader reader) {
        this.reader = reader;
    }

    HttpStep step(String procedure, YamlNode node) {
        Map<String, YamlNode> fields = reader.map(node, "a step of " + procedure);
        String name = fields.containsKey("step") ? reader.text(fields.get("step"), procedure) : procedure;
        String where = "step '" + name + "'";
        reader.onlyKnown(fields, FIELDS, where);
        YamlNode request = reader.required(node, "request", where);
        String[] parts = reader.text(request, where).split("\\s+", 2);
        if (parts.length != 2 || !METHODS.contains(parts[0])) {
            throw reader.error(request, where, "expected a method and an address, such as 'GET {{portal}}/signup'");
        }
        boolean form = fields.containsKey("form");
        YamlNode body = form ? fields.get("form") : fields.get("body");
        return new HttpStep(
                name,
                node.line(),
                fields.containsKey("group") ? reader.text(fields.get("group"), where) : procedure,
                parts[0],
                parts[1],
                headers(fields.get("headers"), where),
                body == null ? null : body.json(),
                form,
                follow(fields.get("follow"), where),
                outcomes(fields, where),
                readings(fields.get("when"), name, where),
                extract(fields.get("extract"), where),
                assertions(fields.get("assert"), where),
                repeatable(fields.get("repeatable"), parts[0]),
                fields.containsKey("unless") ? reader.text(fields.get("unless"), where) : null);
    }

    private Map<String, String> headers(YamlNode node, String where) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (node != null) {
            reader.map(node, where).forEach((name, value) -> headers.put(name, reader.text(value, where)));
        }
        return headers;
    }

    private Map<Integer, Outcome> outcomes(Map<String, YamlNode> fields, String where) {
        Map<Integer, Outcome> outcomes = new LinkedHashMap<>();
        YamlNode expect = fields.get("expect");
        if (expect == null) {
            outcomes.put(200, Outcome.DONE);
        } else if (expect.items() != null) {
            expect.items().forEach(status -> outcomes.put(status(status, status.text(), where), Outcome.DONE));
        } else {
            outcomes.put(status(expect, expect.text(), where), Outcome.DONE);
        }
        if (fields.containsKey("on")) {
            reader.map(fields.get("on"), where)
                    .forEach(
                            (status, meaning) -> outcomes.put(status(meaning, status, where), outcome(meaning, where)));
        }
        return outcomes;
    }

    private List<HttpStep.Reading> readings(YamlNode node, String step, String where) {
        List<HttpStep.Reading> readings = new ArrayList<>();
        for (YamlNode item : reader.list(node, where)) {
            Map<String, YamlNode> fields = reader.map(item, where);
            reader.onlyKnown(fields, Set.of("that", "matches", "means", "cause"), where);
            YamlNode means = reader.required(item, "means", where);
            boolean fails = "failed".equals(means.text());
            if (fields.containsKey("cause") && !fails) {
                throw reader.error(fields.get("cause"), where, "'cause' goes with 'means: failed' only");
            }
            readings.add(new HttpStep.Reading(
                    item.line(),
                    source(reader.required(item, "that", where), where),
                    reader.pattern(fields.get("matches"), where),
                    fails ? null : outcome(means, where),
                    fields.containsKey("cause") ? cause(fields.get("cause"), where) : step + "-refused"));
        }
        return readings;
    }

    private String cause(YamlNode node, String where) {
        String cause = reader.text(node, where);
        if (!cause.matches("[a-z][a-z0-9-]{0,39}")) {
            throw reader.error(
                    node, where, "expected a cause of small letters, digits and dashes, not '" + cause + "'");
        }
        return cause;
    }

    private int follow(YamlNode node, String where) {
        if (node == null) {
            return 0;
        }
        if (node.scalar() != null && node.scalar().isBoolean()) {
            return node.scalar().asBoolean() ? MOST_REDIRECTS : 0;
        }
        throw reader.error(node, where, "expected 'follow: true' or 'follow: false'");
    }

    private int status(YamlNode node, String text, String where) {
        if (text == null || !text.matches("[1-5]\\d\\d")) {
            throw reader.error(node, where, "expected an HTTP status such as 200, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private Outcome outcome(YamlNode node, String where) {
        String text = reader.text(node, where);
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().toLowerCase(Locale.ROOT).equals(text)) {
                return outcome;
            }
        }
        throw reader.error(
                node, where, "'" + text + "' is no meaning; expected done, exists, absent, expired or refused");
    }

    private Map<String, Source> extract(YamlNode node, String where) {
        Map<String, Source> extract = new LinkedHashMap<>();
        if (node != null) {
            reader.map(node, where).forEach((name, value) -> extract.put(name, source(value, where)));
        }
        return extract;
    }

    private List<HttpStep.Assertion> assertions(YamlNode node, String where) {
        List<HttpStep.Assertion> assertions = new ArrayList<>();
        for (YamlNode item : reader.list(node, where)) {
            reader.onlyKnown(reader.map(item, where), Set.of("that", "matches"), where);
            assertions.add(new HttpStep.Assertion(
                    item.line(),
                    source(reader.required(item, "that", where), where),
                    reader.pattern(reader.required(item, "matches", where), where)));
        }
        return assertions;
    }

    private Source source(YamlNode node, String where) {
        try {
            return Source.parse(reader.text(node, where));
        } catch (IllegalArgumentException e) {
            throw reader.error(node, where, e.getMessage());
        }
    }

    /** Unless the recipe says otherwise: what only reads, or what HTTP calls idempotent. */
    private static boolean repeatable(YamlNode node, String method) {
        return node == null
                ? !method.equals("POST") && !method.equals("PATCH")
                : node.scalar().asBoolean();
    }
}
