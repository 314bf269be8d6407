package io.tokenweir.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.tokenweir.registry.SchemaText;

/**
 * Every schema that was ever released, in {@code history/<version>}, can read and be read by today's: an old program next to
 * a new one is a normal case. To record today's as a version: {@code -Dtest=SchemaHistoryTest -Dschemas.record=v2}.
 */
class SchemaHistoryTest {
    private static final Path HISTORY = Path.of("history");
    private static final Map<String, Schema> TODAY = today();

    @BeforeAll
    static void record() throws IOException {
        String version = System.getProperty("schemas.record");
        if (version != null) {
            ObjectMapper json = new ObjectMapper();
            for (Schema schema : TODAY.values()) {
                Path file = HISTORY.resolve(version).resolve(schema.getName() + ".avsc");
                Files.createDirectories(file.getParent());
                String text = json.readTree(SchemaText.plain(schema)).toPrettyString();
                Files.writeString(file, text + "\n");
            }
        }
    }

    static List<Path> released() throws IOException {
        try (Stream<Path> files = Files.walk(HISTORY)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void isFullyCompatibleWithTodays(Path file) throws IOException {
        Schema released = new Schema.Parser().parse(Files.readString(file));

        assertThat(TODAY).containsKey(released.getFullName());
        assertThat(EvolutionRule.conflicts(TODAY.get(released.getFullName()), released))
                .as("conflicts with %s; change today's schema so that both can read each other", file)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("released")
    void keepsWhatWasReleasedInAnEarlierVersion(Path file) throws IOException {
        Schema released = new Schema.Parser().parse(Files.readString(file));

        for (Path other : released()) {
            boolean later = other.getFileName().equals(file.getFileName())
                    && order(other).compareTo(order(file)) > 0;
            if (later) {
                Schema next = new Schema.Parser().parse(Files.readString(other));
                assertThat(EvolutionRule.conflicts(next, released))
                        .as("%s after %s", other, file)
                        .isEmpty();
            }
        }
    }

    private static Integer order(Path file) {
        return Integer.valueOf(file.getParent().getFileName().toString().substring(1));
    }

    @Test
    void holdsEverySchemaThatATopicCarries() throws IOException {
        List<String> names = released().stream()
                .map(file -> file.getFileName().toString().replace(".avsc", ""))
                .toList();

        assertThat(names)
                .containsAll(TODAY.values().stream().map(Schema::getName).toList());
    }

    private static Map<String, Schema> today() {
        Map<String, Schema> schemas = new TreeMap<>();
        for (Topic topic : Topic.values()) {
            schemas.put(topic.valueSchema().getFullName(), topic.valueSchema());
            if (topic.keySchema() != null) {
                schemas.put(topic.keySchema().getFullName(), topic.keySchema());
            }
        }
        return schemas;
    }
}
