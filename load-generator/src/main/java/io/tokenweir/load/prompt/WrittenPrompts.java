package io.tokenweir.load.prompt;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.tokenweir.common.scenario.PromptSpec;

/**
 * Reads the texts of prompts that the user wrote: a file of texts, or a template and the data that fill it. Not for the
 * measured path. Throws {@link IllegalArgumentException} with file, line and mend when something cannot be used.
 */
public final class WrittenPrompts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WrittenPrompts() {}

    /** The texts, in the order of the file, at most as many as the scenario wants different ones. */
    public static List<String> texts(PromptSpec spec) {
        List<String> texts = spec.template() == null
                ? plain(Path.of(spec.texts()), spec.distinct())
                : filled(spec, Path.of(spec.data()));
        if (texts.isEmpty()) {
            String file = spec.template() == null ? spec.texts() : spec.data();
            throw new IllegalArgumentException(file + " holds no text to ask; write one a line.");
        }
        return texts;
    }

    private static List<String> plain(Path file, int most) {
        List<String> texts = new ArrayList<>();
        try (BufferedReader lines = open(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null && texts.size() < most; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    texts.add(isJsonLines(file) ? text(file, number, line) : line);
                }
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return texts;
    }

    private static String text(Path file, int line, String json) {
        JsonNode node = row(file, line, json);
        JsonNode text = node.isObject() ? node.path("text") : node;
        if (!text.isTextual()) {
            throw new IllegalArgumentException(
                    file + ":" + line + ": expected a JSON string, or an object with a string 'text'.");
        }
        return text.textValue();
    }

    private static List<String> filled(PromptSpec spec, Path file) {
        List<String> texts = new ArrayList<>();
        try (BufferedReader lines = open(file)) {
            if (isJsonLines(file)) {
                Template template = new Template(spec.template());
                int number = 0;
                for (String line = lines.readLine();
                        line != null && texts.size() < spec.distinct();
                        line = lines.readLine()) {
                    number++;
                    if (!line.isBlank()) {
                        texts.add(template.fill(values(file, number, line), file + ":" + number));
                    }
                }
            } else {
                CsvRows rows = new CsvRows(lines, file.toString());
                Template template = new Template(spec.template());
                for (Map<String, String> row = rows.next();
                        row != null && texts.size() < spec.distinct();
                        row = rows.next()) {
                    texts.add(template.fill(row, file + ":" + rows.line()));
                }
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return texts;
    }

    private static Map<String, String> values(Path file, int line, String json) {
        JsonNode node = row(file, line, json);
        if (!node.isObject()) {
            throw new IllegalArgumentException(file + ":" + line + ": expected a JSON object.");
        }
        Map<String, String> values = new LinkedHashMap<>();
        node.properties()
                .forEach(member -> values.put(
                        member.getKey(),
                        member.getValue().isValueNode()
                                ? member.getValue().asText("")
                                : member.getValue().toString()));
        return values;
    }

    private static JsonNode row(Path file, int line, String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ":" + line + ": this line is not JSON.", e);
        }
    }

    private static boolean isJsonLines(Path file) {
        return file.toString().endsWith(".jsonl");
    }

    private static BufferedReader open(Path file) throws IOException {
        return Files.newBufferedReader(file);
    }

    private static IllegalArgumentException unreadable(Path file, IOException e) {
        return new IllegalArgumentException(
                e instanceof NoSuchFileException
                        ? "There is no file " + file + " of prompts; mend its name in the scenario."
                        : "The file " + file + " of prompts cannot be read as UTF-8 text: " + e.getMessage(),
                e);
    }
}
