package io.tokenweir.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tokenweir.simulator.config.EngineNames;

/** The profiles and voices that come with the simulator, and those in files. */
final class Profiles {
    private static final String NAMES = "/profiles/names.txt";
    /** Names the voice that one is, or starts from. */
    static final String USE = "use";

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

    /** The same tree with each voice that is named, as a whole or by {@code use}, read from its file. */
    private static JsonNode withVoices(ObjectMapper yaml, JsonNode tree) throws IOException {
        if (tree.path("voices") instanceof ObjectNode voices) {
            for (String speaker : voices.propertyStream().map(Map.Entry::getKey).toList()) {
                JsonNode given = voices.get(speaker);
                String name =
                        given.isTextual() ? given.asText() : given.path(USE).asText(null);
                if (name != null) {
                    voices.set(speaker, voice(yaml, name, given, speaker));
                }
            }
        }
        return tree;
    }

    private static JsonNode voice(ObjectMapper yaml, String name, JsonNode over, String speaker) throws IOException {
        ObjectNode voice = (ObjectNode) resource(yaml, "/voices/" + name + ".yaml");
        if (voice == null) {
            throw new IllegalArgumentException("There is no voice '" + name + "' for voices." + speaker
                    + "; name one of the built-in ones (docs/profiles.md), or write it out");
        }
        Overlay.layVoice(voice, over);
        return voice.put(USE, name);
    }

    private static JsonNode resource(ObjectMapper yaml, String path) throws IOException {
        try (InputStream in = Profiles.class.getResourceAsStream(path)) {
            return in == null ? null : yaml.readTree(in);
        }
    }
}
