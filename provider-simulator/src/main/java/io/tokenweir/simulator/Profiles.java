package io.tokenweir.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tokenweir.simulator.config.EngineNames;

/** The profiles and voices that come with the simulator, and those in files. */
final class Profiles {
    private static final String NAMES = "/profiles/names.txt";
    private static final int DEEPEST = 10;

    private Profiles() {}

    /** Names of the built-in profiles. */
    static List<String> names() {
        try (InputStream in = Profiles.class.getResourceAsStream(NAMES)) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A profile with all that it inherits.
     *
     * @param folder where a file's path is relative to
     */
    static ObjectNode read(ObjectMapper yaml, String nameOrFile, Path folder) throws IOException {
        return read(yaml, nameOrFile, folder, 1);
    }

    private static ObjectNode read(ObjectMapper yaml, String nameOrFile, Path folder, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "The profile " + nameOrFile + " inherits itself; mend its key 'profile'.");
        }
        Path file = folder.resolve(nameOrFile);
        boolean builtIn = names().contains(nameOrFile);
        if (!builtIn && !Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    "There is no profile '" + nameOrFile + "' and no such file; did you mean '"
                            + Nearest.to(nameOrFile, List.copyOf(names())) + "'? The built-in ones are "
                            + String.join(", ", names()) + ".");
        }
        JsonNode own = builtIn ? resource(yaml, "/profiles/" + nameOrFile + ".yaml") : own(yaml, file);
        if (nameOrFile.equals(SimulatorConfig.DEFAULT_PROFILE)) {
            return (ObjectNode) withVoices(yaml, own);
        }
        String base = own.path("profile").asText(SimulatorConfig.DEFAULT_PROFILE);
        ObjectNode merged =
                read(yaml, base, builtIn ? folder : file.toAbsolutePath().getParent(), depth + 1);
        Overlay.lay(merged, withVoices(yaml, own));
        return merged.put("profile", nameOrFile);
    }

    /** A file's own keys, with presets and foreign names in it replaced by our own keys, and voices read. */
    static JsonNode own(ObjectMapper yaml, Path file) throws IOException {
        JsonNode tree = yaml.readTree(file.toFile());
        try {
            EngineNames.translate(tree);
            return withVoices(yaml, tree);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage() + ".", e);
        }
    }

    /** The same tree with each voice that is given by its name read from its file. */
    private static JsonNode withVoices(ObjectMapper yaml, JsonNode tree) throws IOException {
        if (tree.path("voices") instanceof ObjectNode voices) {
            for (String speaker : List.copyOf(voices.propertyStream()
                    .filter(voice -> voice.getValue().isTextual())
                    .map(voice -> voice.getKey())
                    .toList())) {
                String name = voices.get(speaker).asText();
                voices.set(
                        speaker,
                        Optional.ofNullable(resource(yaml, "/voices/" + name + ".yaml"))
                                .orElseThrow(
                                        () -> new IllegalArgumentException(
                                                "There is no voice '" + name + "' for voices." + speaker
                                                        + "; name one of the built-in ones (docs/profiles.md), or write it out")));
            }
        }
        return tree;
    }

    private static JsonNode resource(ObjectMapper yaml, String path) throws IOException {
        try (InputStream in = Profiles.class.getResourceAsStream(path)) {
            return in == null ? null : yaml.readTree(in);
        }
    }
}
