package io.tokenweir.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.EngineNames;

/** Reads configuration files: the user's keys are laid over the default profile, objects key by key, lists whole. */
final class ConfigLoader {
    private static final String DEFAULT_PROFILE = "/profiles/openai-like.yaml";
    private static final String TEMPLATE_MODEL = "sim-large";
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private ConfigLoader() {}

    static SimulatorConfig defaults() {
        try {
            return YAML.treeToValue(profile(), SimulatorConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SimulatorConfig load(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    "There is no simulator configuration at " + file + "; check the path, or leave it out.");
        }
        try {
            JsonNode user = translated(file);
            YAML.treeToValue(user, SimulatorConfig.class);
            ObjectNode merged = profile();
            user.path("models")
                    .fieldNames()
                    .forEachRemaining(name -> addModel((ObjectNode) merged.get("models"), name));
            overlay(merged, user);
            SimulatorConfig config = YAML.treeToValue(merged, SimulatorConfig.class);
            config.models().forEach((name, model) -> check(file, name, model.engine()));
            return config;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(sentence(file, e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The user's tree with presets and foreign names in it replaced by our own keys. */
    private static JsonNode translated(Path file) throws IOException {
        JsonNode user = YAML.readTree(file.toFile());
        try {
            EngineNames.translate(user);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage() + ".", e);
        }
        return user;
    }

    private static ObjectNode profile() throws IOException {
        try (InputStream in = ConfigLoader.class.getResourceAsStream(DEFAULT_PROFILE)) {
            return (ObjectNode) YAML.readTree(in);
        }
    }

    /** A model that the profile does not know starts as a copy of the large one, so that a file names only what differs. */
    private static void addModel(ObjectNode models, String name) {
        if (!models.has(name)) {
            ObjectNode copy = models.get(TEMPLATE_MODEL).deepCopy();
            models.set(name, copy.put("snapshot", name));
        }
    }

    private static void overlay(ObjectNode base, JsonNode over) {
        over.properties().forEach(entry -> {
            JsonNode below = base.get(entry.getKey());
            if (below instanceof ObjectNode object && entry.getValue().isObject()) {
                overlay(object, entry.getValue());
            } else {
                base.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static void check(Path file, String model, EngineConfig engine) {
        if (engine.maxSequences() < 1 || engine.chunkTokens() < 1 || engine.kvTokens() < 1) {
            throw new IllegalArgumentException(
                    file + ": models." + model + ".engine needs maxSequences, chunkTokens and kvTokens of at least 1.");
        }
    }

    private static String sentence(Path file, JsonProcessingException e) {
        List<String> path = e instanceof JsonMappingException mapping ? KeyPlace.path(mapping) : List.of();
        JsonLocation at = e.getLocation();
        int line = path.isEmpty() && at != null ? at.getLineNr() : KeyPlace.line(YAML, file, path);
        String where = file + ":" + line + ": ";
        if (e instanceof UnrecognizedPropertyException unknown) {
            return where + "unknown key '" + String.join(".", path) + "'; did you mean '"
                    + Nearest.to(unknown.getPropertyName(), unknown.getKnownPropertyIds()) + "'?";
        }
        Throwable cause = e.getCause();
        String what = cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage();
        return where + String.join(".", path) + ": " + what + ".";
    }
}
