package io.tokenweir.connect.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the zip beside code that works: no jar that nobody looked at, and each one's licence. */
@Tag("plugins")
class PackedJarsIT {
    private static final Path LIST = Path.of("src/main/plugin/licences/jars.txt");
    private static final List<String> OURS = List.of("sink-connectors", "schemas");

    @TempDir
    Path folder;

    private PackedPlugin plugin;

    @BeforeEach
    void unpack() throws IOException {
        plugin = PackedPlugin.unpackInto(folder);
    }

    /** Licence by jar, as the list says. */
    private static TreeMap<String, String> listed() throws IOException {
        TreeMap<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(LIST)) {
            if (!line.startsWith("#")) {
                String[] parts = line.split(" ", 2);
                listed.put(parts[0], parts[1]);
            }
        }
        return listed;
    }

    private static String withoutVersion(String jar) {
        return jar.replaceFirst("-\\d[\\w.-]*\\.jar$", "");
    }

    private List<String> packed() throws IOException {
        return plugin.names("lib").stream()
                .map(PackedJarsIT::withoutVersion)
                .filter(jar -> !OURS.contains(jar))
                .toList();
    }

    @Test
    void areThoseOfTheList() throws IOException {
        assertThat(packed())
                .as("jars that came or went: look at their licences and write them into %s", LIST)
                .containsExactlyInAnyOrderElementsOf(listed().keySet());
    }

    /** Some jars under the Apache License come without its text, which is in doc/LICENSE. */
    @Test
    void haveTheirLicencesBesideThem() throws IOException {
        List<String> folders = plugin.names("doc/licences");
        TreeMap<String, String> licences = listed();

        assertThat(packed()).allSatisfy(jar -> {
            List<String> own = folders.stream()
                    .filter(each -> each.equals(jar) || each.matches(java.util.regex.Pattern.quote(jar) + "-\\d.*"))
                    .toList();
            assertThat(own.stream().anyMatch(this::holdsAFile) || "Apache-2.0".equals(licences.get(jar)))
                    .as(jar)
                    .isTrue();
        });
    }

    private boolean holdsAFile(String licences) {
        try (Stream<Path> files =
                Files.walk(plugin.folder().resolve("doc/licences").resolve(licences))) {
            return files.anyMatch(Files::isRegularFile);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void comeWithAManifestAsConfluentHubWantsIt() throws IOException {
        JsonNode manifest = new ObjectMapper()
                .readTree(plugin.folder().resolve("manifest.json").toFile());

        assertThat(plugin.folder().getFileName())
                .hasToString(manifest.path("owner").path("username").asText() + "-"
                        + manifest.path("name").asText() + "-"
                        + manifest.path("version").asText());
        assertThat(manifest.path("component_types")).map(JsonNode::asText).containsExactly("sink", "converter");
        assertThat(plugin.names("etc"))
                .containsExactly(
                        "avro-converter.properties", "object-storage-sink.properties", "prometheus-sink.properties");
        assertThat(plugin.names("doc")).contains("LICENSE", "NOTICE", "README.md", "licences");
    }
}
