package io.tokenweir.registry;

import java.util.Iterator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.apache.avro.Schema;

/**
 * Schemas as they are registered: without the {@code avro.java.string} marks that the Java code generator puts on every
 * string. The marks change nothing on the wire, and readers of ours take string classes from their own generated schema.
 */
public final class SchemaText {
    private static final String JAVA_STRING = "avro.java.string";
    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaText() {}

    /** The schema as JSON, without the code generator's marks. */
    public static String plain(Schema schema) {
        try {
            return cleaned(JSON.readTree(schema.toString())).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Avro wrote a schema that is not JSON: " + schema.getFullName(), e);
        }
    }

    static Schema parse(String schema) {
        return new Schema.Parser().parse(schema);
    }

    private static JsonNode cleaned(JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, cleaned(array.get(i)));
            }
        } else if (node instanceof ObjectNode object) {
            boolean marked = object.remove(JAVA_STRING) != null;
            if (marked && object.size() == 1 && object.has("type")) {
                return TextNode.valueOf(object.get("type").textValue());
            }
            for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                object.replace(name, cleaned(object.get(name)));
            }
        }
        return node;
    }
}
