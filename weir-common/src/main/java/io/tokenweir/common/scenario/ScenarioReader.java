package io.tokenweir.common.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** Reads scenario files; whatever is wrong with one becomes a {@link ScenarioException} with file, line and mend. */
public final class ScenarioReader {
    private static final YAMLMapper YAML = mapper();

    private ScenarioReader() {}

    public static ScenarioFile read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ScenarioException("There is no scenario file " + file + ".");
        } catch (IOException e) {
            throw new ScenarioException("Scenario file " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** @param source how messages name the text, usually its file */
    public static ScenarioFile parse(String source, String text) {
        try {
            ScenarioFile scenario = YAML.readValue(text, ScenarioFile.class);
            if (scenario == null) {
                throw new ScenarioException(source + ": the file is empty; write at least target and scenarios.");
            }
            ScenarioRules.check(source, scenario);
            return scenario;
        } catch (UnrecognizedPropertyException e) {
            throw new ScenarioException(place(source, text, e) + ": unknown key '" + e.getPropertyName() + "'" + in(e)
                    + suggestion(e.getPropertyName(), e.getKnownPropertyIds()));
        } catch (JsonMappingException e) {
            throw new ScenarioException(place(source, text, e) + ": " + cause(e) + in(e) + ".");
        } catch (JsonProcessingException e) {
            throw new ScenarioException(place(source, e) + ": this is not YAML: " + e.getOriginalMessage());
        }
    }

    private static String cause(JsonMappingException e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage();
        return message.lines().findFirst().orElse("value not understood").replaceAll("[.;]$", "");
    }

    private static String place(String source, JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? source : source + ":" + location.getLineNr();
    }

    private static String place(String source, String text, JsonMappingException e) {
        int line = YamlPlaces.line(text, steps(e));
        return line == 0 ? source : source + ":" + line;
    }

    private static List<String> steps(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .toList();
    }

    private static String in(JsonMappingException e) {
        String path = String.join(".", steps(e));
        return path.isEmpty() ? "" : " (at " + path + ")";
    }

    private static String suggestion(String wrong, Collection<Object> known) {
        String nearest =
                NearestName.of(wrong, known.stream().map(Object::toString).toList());
        return nearest == null
                ? "; known here: "
                        + known.stream().map(Object::toString).sorted().collect(Collectors.joining(", ")) + "."
                : "; did you mean '" + nearest + "'?";
    }

    private static YAMLMapper mapper() {
        SimpleModule module = new SimpleModule();
        module.addDeserializer(Duration.class, new DurationDeserializer());
        module.addDeserializer(LocalDate.class, new DateDeserializer());
        YAMLMapper mapper = new YAMLMapper();
        mapper.registerModule(module);
        mapper.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        return mapper;
    }

    private static final class DurationDeserializer extends StdDeserializer<Duration> {
        DurationDeserializer() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return Durations.parse(parser.getValueAsString(""));
            } catch (IllegalArgumentException e) {
                throw new JsonMappingException(parser, e.getMessage(), e);
            }
        }
    }

    private static final class DateDeserializer extends StdDeserializer<LocalDate> {
        DateDeserializer() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString("");
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new JsonMappingException(parser, "'" + text + "' is no date; write for instance 2026-12-31", e);
            }
        }
    }
}
