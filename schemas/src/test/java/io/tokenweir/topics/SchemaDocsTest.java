package io.tokenweir.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Analysts read the schemas, not our code: each field must tell them what it is. */
class SchemaDocsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> schemas() throws IOException {
        return files(Path.of("src/main/avro"), ".avsc");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyFieldSaysWhatItMeansAndInWhichUnit(Path file) throws IOException {
        DocRule rule = new DocRule(symbolsExplainedInDocs());

        assertThat(rule.problems(JSON.readTree(file.toFile()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "runId | Run.",
                "runId | The id of the run.",
                "windowStarts | Start of the window.",
                "waitNanos | How long the virtual user waits before it goes on.",
                "costPico | What the attempts of the window cost, all of them."
            })
    void aDocThatOnlyRepeatsTheNameOrHidesTheUnitIsFound(String name, String doc) throws IOException {
        assertThat(problems(name, doc)).hasSize(1);
    }

    @Test
    void aFieldWithoutADocIsFoundHoweverDeepItLies() throws IOException {
        String nested = """
                {"type": "record", "name": "Outer", "doc": "Holds another.", "fields": [
                  {"name": "inner", "doc": "One of the others that it holds.", "type": ["null", {"type": "array", "items":
                    {"type": "record", "name": "Inner", "doc": "Is held.", "fields": [{"name": "deep", "type": "long"}]}}]}]}
                """;

        assertThat(new DocRule(Set.of()).problems(JSON.readTree(nested))).containsExactly("Inner.deep has no doc");
    }

    @Test
    void aSymbolThatNobodyExplainsIsFound() throws IOException {
        JsonNode schema = JSON.readTree("""
                {"type": "enum", "name": "Colour", "doc": "RED: stop.", "symbols": ["RED", "GREEN", "BLUE"]}
                """);

        assertThat(new DocRule(Set.of("BLUE")).problems(schema))
                .containsExactly("Colour.GREEN is explained neither in the doc nor in docs");
    }

    private static List<String> problems(String name, String doc) throws IOException {
        return new DocRule(Set.of())
                .problems(JSON.createObjectNode()
                        .put("type", "record")
                        .put("name", "Example")
                        .put("doc", "An example.")
                        .set(
                                "fields",
                                JSON.createArrayNode()
                                        .add(JSON.createObjectNode()
                                                .put("name", name)
                                                .put("type", "long")
                                                .put("doc", doc))));
    }

    private static Set<String> symbolsExplainedInDocs() throws IOException {
        Pattern symbol = Pattern.compile("`([A-Z][A-Z_]+)`");
        StringBuilder pages = new StringBuilder();
        for (Path page : List.of(Path.of("../docs/glossary.md"), Path.of("../docs/provisioning.md"))) {
            pages.append(Files.readString(page));
        }
        return symbol.matcher(pages)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
