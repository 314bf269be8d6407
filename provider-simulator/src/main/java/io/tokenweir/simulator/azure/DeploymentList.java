package io.tokenweir.simulator.azure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.http.Response;

/** What a resource of Azure OpenAI has: its models, with what they can, and its deployments, one of each model. */
final class DeploymentList {
    /** A fixed date, so that answers are the same in every run. */
    private static final long CREATED_SECONDS = 1_793_491_200;

    private static final long RETIRED_SECONDS = CREATED_SECONDS + 365 * 86_400L;

    private final Map<String, ModelConfig> models;

    DeploymentList(Map<String, ModelConfig> models) {
        this.models = new TreeMap<>(models);
    }

    /** What is at the end of the path, {@code /models} or {@code /deployments/NAME}; empty: nothing. */
    Optional<Response> answer(String path) {
        String[] names = path.split("/", -1);
        boolean model = names[1].equals("models");
        if (!model && !names[1].equals("deployments")) {
            return Optional.empty();
        }
        if (names.length == 2) {
            List<Map<String, Object>> all = models.keySet().stream()
                    .map(name -> model ? model(name) : deployment(name))
                    .toList();
            return Optional.of(Response.json(200, Map.of("data", all, "object", "list")));
        }
        return names.length == 3 && models.containsKey(names[2])
                ? Optional.of(Response.json(200, model ? model(names[2]) : deployment(names[2])))
                : Optional.empty();
    }

    private Map<String, Object> model(String name) {
        Map<String, Object> can = new LinkedHashMap<>();
        can.put("fine_tune", false);
        can.put("inference", true);
        can.put("completion", true);
        can.put("chat_completion", true);
        can.put("embeddings", true);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("status", "succeeded");
        model.put("capabilities", can);
        model.put("lifecycle_status", "generally-available");
        model.put("deprecation", Map.of("inference", RETIRED_SECONDS));
        model.put("id", name);
        model.put("created_at", CREATED_SECONDS);
        model.put("updated_at", CREATED_SECONDS);
        model.put("object", "model");
        return model;
    }

    private Map<String, Object> deployment(String name) {
        Map<String, Object> deployment = new LinkedHashMap<>();
        deployment.put("scale_settings", Map.of("scale_type", "standard"));
        deployment.put("model", models.get(name).snapshot());
        deployment.put("owner", "organization-owner");
        deployment.put("id", name);
        deployment.put("status", "succeeded");
        deployment.put("created_at", CREATED_SECONDS);
        deployment.put("updated_at", CREATED_SECONDS);
        deployment.put("object", "deployment");
        return deployment;
    }
}
