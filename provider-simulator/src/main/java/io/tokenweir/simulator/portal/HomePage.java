package io.tokenweir.simulator.portal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.LimitConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.page.Page;

/** The page that says what runs where; programs get the same as JSON. */
final class HomePage {
    private static final Map<LimitConfig.Scope, String> WHO = Map.of(
            LimitConfig.Scope.EACH_KEY, "key",
            LimitConfig.Scope.PROJECT, "project",
            LimitConfig.Scope.ORGANISATION, "organisation",
            LimitConfig.Scope.DEPLOYMENT, "deployment",
            LimitConfig.Scope.ADDRESS, "client address");

    private final SimulatorConfig config;
    private final Supplier<Addresses> addresses;

    HomePage(SimulatorConfig config, Supplier<Addresses> addresses) {
        this.config = config;
        this.addresses = addresses;
    }

    Response json() {
        Addresses where = addresses.get();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("api", where.api());
        body.put("portal", where.portal());
        body.put("mailbox", where.mailbox());
        body.put("smtpPort", where.smtpPort());
        body.put("models", new TreeMap<>(config.models()).keySet());
        return Response.json(200, body);
    }

    Page page() {
        Addresses where = addresses.get();
        return new Page("A language model provider on your desk", "home")
                .with("api", where.api())
                .with("portal", where.portal())
                .with("mailbox", where.mailbox())
                .with("smtp", Integer.toString(where.smtpPort()))
                .with(
                        "keys",
                        config.acceptAnyKey()
                                ? "Every key is accepted, and is an account of its own."
                                : "Only keys made in the portal are accepted.")
                .with("curl", curl(where, config.acceptAnyKey() ? "anything" : "YOUR_KEY"))
                .with("models", models());
    }

    /** A line that streams an answer of the first model. */
    String curl(Addresses where, String key) {
        String model = new TreeMap<>(config.models()).firstKey();
        return "curl -N " + where.api() + "/chat/completions \\\n  -H 'Authorization: Bearer " + key + "' \\\n"
                + "  -H 'Content-Type: application/json' \\\n  -d '{\"model\":\"" + model
                + "\",\"stream\":true,\"max_tokens\":16,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}'";
    }

    private String models() {
        StringBuilder rows = new StringBuilder();
        new TreeMap<>(config.models()).forEach((name, model) -> rows.append(row(name, model)));
        return rows.toString();
    }

    private static String row(String name, ModelConfig model) {
        return "<tr><th scope=\"row\"><code>" + Page.text(name) + "</code></th><td class=\"number\">"
                + number(model.contextTokens()) + "</td><td>" + limits(model.limits()) + "</td></tr>\n";
    }

    private static String limits(LimitConfig limits) {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("requests/min", (long) limits.requestsPerMinute());
        all.put("tokens/min", limits.tokensPerMinute());
        all.put("input tokens/min", limits.inputTokensPerMinute());
        all.put("output tokens/min", limits.outputTokensPerMinute());
        all.put("requests/day", limits.requestsPerDay());
        all.put("tokens/day", limits.tokensPerDay());
        all.put("at once", (long) limits.concurrency());
        String text = all.entrySet().stream()
                .filter(limit -> limit.getValue() > 0)
                .map(limit -> number(limit.getValue()) + " " + limit.getKey())
                .collect(Collectors.joining(", "));
        if (text.isEmpty() && limits.also().isEmpty()) {
            return "none";
        }
        String more = limits.also().isEmpty() ? "" : " and " + limits.also().size() + " more";
        return text + more + " for each " + WHO.getOrDefault(limits.scope(), "account");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
