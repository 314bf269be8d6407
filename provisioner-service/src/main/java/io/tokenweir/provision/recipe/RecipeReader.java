package io.tokenweir.provision.recipe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import io.tokenweir.provision.http.GroupLimit;
import io.tokenweir.provision.mail.MailRule;

/** Reads a recipe and refuses what it cannot mean, with file, line and step. */
final class RecipeReader {
    private static final Set<String> TOP = Set.of("provider", "mail", "verified-states", "limits", "procedures");
    private static final Set<String> BUILT_IN = Set.of(
            "portal",
            "api",
            "mailbox",
            "accountId",
            "email",
            "name",
            "accountPassword",
            "keyName",
            "link",
            "code",
            "keyId",
            "apiKey");

    private final String file;
    private final YamlNode root;

    private RecipeReader(String file, YamlNode root) {
        this.file = file;
        this.root = root;
    }

    static Recipe read(String file, String text) {
        return new RecipeReader(file, YamlNode.parse(file, text)).recipe();
    }

    private Recipe recipe() {
        Map<String, YamlNode> top = map(root, "recipe");
        onlyKnown(top, TOP, "recipe");
        Map<String, List<HttpStep>> procedures = procedures(required(root, "procedures", "recipe"));
        Set<String> verified = new HashSet<>();
        for (YamlNode state : list(top.get("verified-states"), "verified-states")) {
            verified.add(text(state, "verified-states").toLowerCase(Locale.ROOT));
        }
        return new Recipe(
                file,
                text(required(root, "provider", "recipe"), "provider"),
                mail(top.get("mail")),
                verified,
                procedures,
                limits(top.get("limits")));
    }

    private Map<String, List<HttpStep>> procedures(YamlNode node) {
        Map<String, YamlNode> fields = map(node, "procedures");
        onlyKnown(fields, Recipe.KNOWN, "procedures");
        for (String name : new TreeSet<>(Recipe.REQUIRED)) {
            if (!fields.containsKey(name)) {
                throw error(node, "procedures", "expected a procedure '" + name + "'");
            }
        }
        StepReader reader = new StepReader(this);
        Map<String, List<HttpStep>> procedures = new LinkedHashMap<>();
        Set<String> values = new HashSet<>(BUILT_IN);
        fields.forEach((name, steps) -> {
            List<HttpStep> read = new ArrayList<>();
            list(steps, name).forEach(step -> read.add(reader.step(name, step)));
            read.forEach(step -> values.addAll(step.extract().keySet()));
            procedures.put(name, List.copyOf(read));
        });
        procedures.values().forEach(steps -> steps.forEach(step -> checkPlaceholders(step, values)));
        return procedures;
    }

    private void checkPlaceholders(HttpStep step, Set<String> values) {
        StringBuilder templates = new StringBuilder(step.url());
        step.headers().values().forEach(templates::append);
        templates.append(step.body() == null ? "" : step.body().toString());
        for (String name : Template.placeholders(templates.toString())) {
            if (!values.contains(name)) {
                throw RecipeException.at(
                        file,
                        step.line(),
                        "step '" + step.name() + "'",
                        "{{" + name + "}} is never set; expected one of " + new TreeSet<>(values));
            }
        }
    }

    private MailRule mail(YamlNode node) {
        if (node == null) {
            return MailRule.ANY;
        }
        Map<String, YamlNode> fields = map(node, "mail");
        onlyKnown(fields, Set.of("from", "subject", "link", "code", "link-origin"), "mail");
        YamlNode origin = fields.get("link-origin");
        return new MailRule(
                pattern(fields.get("from"), "mail.from"),
                pattern(fields.get("subject"), "mail.subject"),
                pattern(fields.get("link"), "mail.link"),
                pattern(fields.get("code"), "mail.code"),
                origin == null ? null : text(origin, "mail.link-origin"));
    }

    private Map<String, GroupLimit> limits(YamlNode node) {
        Map<String, GroupLimit> limits = new LinkedHashMap<>();
        if (node != null) {
            map(node, "limits").forEach((group, limit) -> {
                YamlNode rate = required(limit, "requests-per-second", "limits." + group);
                if (rate.scalar() == null || rate.scalar().asDouble() <= 0) {
                    throw error(rate, "limits." + group, "requests-per-second must be a number above 0");
                }
                limits.put(group, GroupLimit.declared(rate.scalar().asDouble()));
            });
        }
        return limits;
    }

    Pattern pattern(YamlNode node, String where) {
        if (node == null) {
            return null;
        }
        try {
            return Pattern.compile(text(node, where));
        } catch (PatternSyntaxException e) {
            throw error(node, where, "expected a regular expression, but " + e.getDescription());
        }
    }

    YamlNode required(YamlNode node, String field, String where) {
        YamlNode value = map(node, where).get(field);
        if (value == null) {
            throw error(node, where, "expected '" + field + "'");
        }
        return value;
    }

    Map<String, YamlNode> map(YamlNode node, String where) {
        if (node.fields() == null) {
            throw error(node, where, "expected fields (name: value)");
        }
        return node.fields();
    }

    List<YamlNode> list(YamlNode node, String where) {
        if (node == null) {
            return List.of();
        }
        if (node.items() == null) {
            throw error(node, where, "expected a list");
        }
        return node.items();
    }

    String text(YamlNode node, String where) {
        if (node.scalar() == null || node.scalar().isNull()) {
            throw error(node, where, "expected a text");
        }
        return node.text();
    }

    void onlyKnown(Map<String, YamlNode> fields, Set<String> known, String where) {
        fields.forEach((name, value) -> {
            if (!known.contains(name)) {
                throw error(value, where, "'" + name + "' is unknown; expected one of " + new TreeSet<>(known));
            }
        });
    }

    RecipeException error(YamlNode node, String where, String expected) {
        return RecipeException.at(file, node.line(), where, expected);
    }
}
