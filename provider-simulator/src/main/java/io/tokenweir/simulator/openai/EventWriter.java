package io.tokenweir.simulator.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.serve.ChunkWriter;

/** Writes the events of one stream of the Responses API and numbers them. Not thread-safe. */
final class EventWriter {
    /** Random letters to cut padding from; what they are does not matter, only how many. */
    private static final String PADDING = "q7Zt1mXb9KcVw3Lr";

    private final boolean obfuscation;
    private int number;

    EventWriter(boolean obfuscation) {
        this.obfuscation = obfuscation;
    }

    void event(ChunkWriter out, String type, Map<String, Object> fields) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", type);
        data.put("sequence_number", number++);
        data.putAll(fields);
        out.add(("event: " + type + "\ndata: " + Json.text(data) + "\n\n").getBytes(UTF_8));
    }

    /** What stands in all deltas of one type and item before and after the number and the text. */
    record Delta(byte[] beforeNumber, byte[] beforeText, byte[] afterText) {
        /** @param where the fields that say what the delta belongs to, each with a comma before it */
        static Delta of(String type, String where, boolean logprobs) {
            return new Delta(
                    ("event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":").getBytes(UTF_8),
                    (where + ",\"delta\":\"").getBytes(UTF_8),
                    (logprobs ? "\",\"logprobs\":[]" : "\"").getBytes(UTF_8));
        }
    }

    void delta(ChunkWriter out, Delta delta, byte[] text) {
        out.add(delta.beforeNumber());
        out.add(Integer.toString(number++).getBytes(UTF_8));
        out.add(delta.beforeText());
        out.add(text);
        out.add(delta.afterText());
        String padding = PADDING.substring(0, Math.floorMod(7 * text.length + number, PADDING.length()));
        out.add((obfuscation ? ",\"obfuscation\":\"" + padding + "\"}\n\n" : "}\n\n").getBytes(UTF_8));
    }
}
