package io.tokenweir.simulator.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Response;

/** The models that there are, in OpenAI's form. */
final class ModelList {
    /** When the simulated models were "created": a fixed date, so that answers are the same in every run. */
    private static final long CREATED_SECONDS = 1_793_491_200;

    private final Set<String> names;

    ModelList(Set<String> names) {
        this.names = new TreeSet<>(names);
    }

    Response all() {
        return Response.json(
                200,
                Map.of(
                        "object",
                        "list",
                        "data",
                        names.stream().map(ModelList::model).toList()));
    }

    Response one(String name) {
        if (!names.contains(name)) {
            throw ServedError.of(ServedError.Kind.UNKNOWN_MODEL, name);
        }
        return Response.json(200, model(name));
    }

    private static Map<String, Object> model(String name) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", name);
        model.put("object", "model");
        model.put("created", CREATED_SECONDS);
        model.put("owned_by", "tokenweir");
        return model;
    }
}
