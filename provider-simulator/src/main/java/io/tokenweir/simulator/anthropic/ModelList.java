package io.tokenweir.simulator.anthropic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/** The models that there are, page by page, or one by its name. */
final class ModelList {
    private static final String PATH = "/v1/models";
    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 1000;
    /** A fixed date, so that answers are the same in every run. */
    private static final String CREATED = "2026-11-01T00:00:00Z";

    private final Map<String, ModelConfig> models;

    ModelList(Map<String, ModelConfig> models) {
        this.models = models;
    }

    /** Throws when there is no such model. */
    void check(String model) {
        if (!models.containsKey(model)) {
            throw ServedError.of(ServedError.Kind.UNKNOWN_MODEL, model);
        }
    }

    /** Empty when something else is asked for. */
    Optional<Response> answer(Request request) {
        if (request.is(HttpMethod.GET, PATH)) {
            return Optional.of(Response.json(200, page(request)));
        }
        if (request.method().equals(HttpMethod.GET) && request.path().startsWith(PATH + "/")) {
            String name = request.path().substring(PATH.length() + 1);
            check(name);
            return Optional.of(Response.json(200, model(name)));
        }
        return Optional.empty();
    }

    private Map<String, Object> page(Request request) {
        int limit = request.query("limit")
                .filter(n -> n.matches("[1-9]\\d{0,3}"))
                .map(n -> Math.min(Integer.parseInt(n), LARGEST_PAGE))
                .orElse(USUAL_PAGE);
        String after = request.query("after_id").orElse("");
        String before = request.query("before_id").orElse("");
        List<String> names = new ArrayList<>(new TreeSet<>(models.keySet()));
        names.removeIf(name -> name.compareTo(after) <= 0 || !before.isEmpty() && name.compareTo(before) >= 0);
        List<String> shown = names.subList(0, Math.min(limit, names.size()));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("data", shown.stream().map(this::model).toList());
        page.put("has_more", shown.size() < names.size());
        page.put("first_id", shown.isEmpty() ? null : shown.get(0));
        page.put("last_id", shown.isEmpty() ? null : shown.get(shown.size() - 1));
        return page;
    }

    private Map<String, Object> model(String name) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("type", "model");
        model.put("id", name);
        model.put("display_name", name);
        model.put("created_at", CREATED);
        model.put("lifecycle", "active");
        model.put("max_input_tokens", models.get(name).contextTokens());
        model.put("max_tokens", models.get(name).contextTokens());
        return model;
    }
}
