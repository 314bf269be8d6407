package io.tokenweir.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.tokenweir.limits.Axis;
import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.RuleConfig;
import io.tokenweir.simulator.wall.Refusals;

/** Reads configuration files: the user's keys are laid over a profile, which may be laid over another. */
final class ConfigLoader {
    private static final Set<String> SPEAKERS = Set.of("openai", "anthropic", "azure", "gateway");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private ConfigLoader() {}

    static SimulatorConfig defaults() {
        return profile(SimulatorConfig.DEFAULT_PROFILE);
    }

    static SimulatorConfig profile(String nameOrFile) {
        Path file = Path.of(nameOrFile);
        if (!Profiles.names().contains(nameOrFile) && Files.isReadable(file)) {
            return load(nameOrFile, file, true);
        }
        return told(file, () -> config(nameOrFile, Profiles.read(YAML, nameOrFile, Path.of(""))));
    }

    static SimulatorConfig load(Path file) {
        return load(null, file, false);
    }

    static SimulatorConfig load(String profile, Path file) {
        return load(profile, file, false);
    }

    /**
     * @param profile that the file is laid over; null: the one that it names
     * @param isProfile whether the file is the profile itself
     */
    private static SimulatorConfig load(String profile, Path file, boolean isProfile) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    "There is no simulator configuration at " + file + "; check the path, or leave it out.");
        }
        return told(file, () -> {
            JsonNode user = Profiles.own(YAML, file);
            YAML.treeToValue(user, SimulatorConfig.class);
            if (isProfile) {
                return config(file.toString(), Profiles.read(YAML, profile, Path.of("")));
            }
            Path folder = file.toAbsolutePath().getParent();
            ObjectNode merged = profile != null
                    ? Profiles.read(YAML, profile, Path.of(""))
                    : Profiles.read(YAML, user.path("profile").asText(SimulatorConfig.DEFAULT_PROFILE), folder);
            String laidOver = merged.path("profile").asText(SimulatorConfig.DEFAULT_PROFILE);
            Overlay.lay(merged, user);
            return config(file.toString(), merged.put("profile", laidOver));
        });
    }

    /** Reads what may fail on the way. */
    private interface Reading {
        SimulatorConfig read() throws IOException;
    }

    private static SimulatorConfig told(Path file, Reading reading) {
        try {
            return reading.read();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(sentence(file, e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SimulatorConfig config(String where, ObjectNode merged) throws IOException {
        SimulatorConfig config = YAML.treeToValue(merged, SimulatorConfig.class);
        config.models().forEach((name, model) -> {
            check(where, name, model.engine());
            model.limits().also().forEach(rule -> check(where + ": models." + name + ".limits.also", rule));
        });
        config.spend().limits().forEach(rule -> check(where + ": spend.limits", rule));
        if (!config.spend().limits().stream().allMatch(rule -> rule.counts() == Axis.SPEND)) {
            throw new IllegalArgumentException(where + ": spend.limits must all count SPEND.");
        }
        config.limitChanges().forEach(change -> {
            if (change.limit() == null || change.to() < 1) {
                throw new IllegalArgumentException(
                        where + ": limitChanges needs limit (a limit's name) and to (at least 1) in each entry.");
            }
        });
        config.voices().forEach((name, voice) -> {
            if (!SPEAKERS.contains(name)) {
                throw new IllegalArgumentException(where + ": voices." + name
                        + " is never asked; the voices are openai, anthropic, azure, gateway.");
            }
            try {
                Refusals.check(voice);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(where + ": voices." + name + ": " + e.getMessage(), e);
            }
        });
        return config;
    }

    private static void check(String where, RuleConfig rule) {
        if (rule.name() == null || rule.counts() == null || rule.limit() <= 0) {
            throw new IllegalArgumentException(where + " needs name, counts, and a limit above 0 in each entry.");
        }
    }

    private static void check(String where, String model, EngineConfig engine) {
        if (engine.maxSequences() < 1 || engine.chunkTokens() < 1 || engine.kvTokens() < 1) {
            throw new IllegalArgumentException(where + ": models." + model
                    + ".engine needs maxSequences, chunkTokens and kvTokens of at least 1.");
        }
    }

    private static String sentence(Path file, JsonProcessingException e) {
        List<String> path = e instanceof JsonMappingException mapping ? KeyPlace.path(mapping) : List.of();
        JsonLocation at = e.getLocation();
        int line = !path.isEmpty() && Files.isReadable(file)
                ? KeyPlace.line(YAML, file, path)
                : at == null ? 1 : at.getLineNr();
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
