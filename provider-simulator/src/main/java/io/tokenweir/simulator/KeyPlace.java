package io.tokenweir.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Finds the line of a key. The binder reports a fault where it noticed it, which for records is the end of the object;
 * a person looks for the key.
 */
final class KeyPlace {
    private KeyPlace() {}

    /** The names from the top of the file to the key at fault; list positions are left out. */
    static List<String> path(JsonMappingException fault) {
        return fault.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The line of the last key of {@code path} that the file holds; 1 when it holds none. */
    static int line(ObjectMapper mapper, Path file, List<String> path) {
        int line = 1;
        int found = 0;
        int depth = 0;
        try (JsonParser parser = mapper.createParser(file.toFile())) {
            for (JsonToken token = parser.nextToken();
                    token != null && found < path.size();
                    token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    depth++;
                } else if (token == JsonToken.END_OBJECT) {
                    depth--;
                } else if (token == JsonToken.FIELD_NAME
                        && depth == found + 1
                        && parser.currentName().equals(path.get(found))) {
                    line = parser.currentTokenLocation().getLineNr();
                    found++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " could be read once, but not twice.", e);
        }
        return line;
    }
}
