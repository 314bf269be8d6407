package io.tokenweir.simulator.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * Other ways to write an {@code engine:} block: {@code preset: NAME}, whose values are a file of {@code engines/}, and the
 * parameter names of llm-d-inference-sim, flat or under {@code latencies:} and {@code kvcache:}. Rewrites the block to this
 * simulator's own names before anything else reads it; own names that stand beside them win.
 */
public final class EngineNames {
    private static final ObjectMapper YAML = YAMLMapper.builder().build();
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, Double> MILLIS =
            Map.of("ns", 1e-6, "us", 1e-3, "µs", 1e-3, "ms", 1., "s", 1e3, "m", 60e3, "h", 3600e3);

    /** Own pointer by foreign name; times are durations, or milliseconds as plain numbers. */
    private static final Map<String, String> TIMES = times();

    private static final Map<String, String> NUMBERS = Map.of(
            "time-factor-under-load", "timeFactorUnderLoad",
            "max-num-seqs", "maxSequences",
            "max-waiting-queue-length", "maxQueued",
            "failure-injection-rate", "failures/percent",
            "failure-types", "failures/types",
            "block-size", "prefixCache/blockTokens");

    private EngineNames() {}

    /** Rewrites every model's engine block in {@code root}, which may be any tree. */
    public static void translate(JsonNode root) {
        root.path("models").forEach(model -> {
            if (model.path("engine") instanceof ObjectNode engine) {
                translateEngine(engine);
            }
        });
    }

    private static void translateEngine(ObjectNode engine) {
        for (String nest : new String[] {"latencies", "kvcache"}) {
            if (engine.path(nest) instanceof ObjectNode) {
                ((ObjectNode) engine.remove(nest)).properties().forEach(e -> engine.set(e.getKey(), e.getValue()));
            }
        }
        Map<String, JsonNode> foreign = new LinkedHashMap<>();
        engine.properties().stream()
                .filter(e -> TIMES.containsKey(e.getKey())
                        || NUMBERS.containsKey(e.getKey())
                        || e.getKey().equals("latency-calculator")
                        || e.getKey().equals("kv-cache-size")
                        || e.getKey().equals("enable-kvcache"))
                .forEach(e -> foreign.put(e.getKey(), e.getValue()));
        if (!foreign.isEmpty()) {
            foreign.keySet().forEach(engine::remove);
            ObjectNode own = engine.deepCopy();
            engine.removeAll();
            foreignDefaults(engine, foreign);
            foreign.forEach((name, value) -> set(engine, name, value));
            overlay(engine, own);
        }
        if (engine.path("preset").isTextual()) {
            ObjectNode own = engine.deepCopy();
            engine.removeAll();
            engine.setAll(preset(own.get("preset").asText()));
            overlay(engine, own);
        }
    }

    /** What that simulator assumes where its file says nothing. */
    private static void foreignDefaults(ObjectNode engine, Map<String, JsonNode> foreign) {
        engine.put("mode", "FIXED").put("jitter", 0).put("timeFactorUnderLoad", 1);
        engine.put("ttftMillis", 0).put("interTokenMillis", 0);
        engine.put("maxSequences", 5).put("maxQueued", 1000);
        String calculator = foreign.containsKey("latency-calculator")
                ? foreign.get("latency-calculator").asText()
                : "";
        foreign.remove("latency-calculator");
        if (calculator.equals("per-token")) {
            foreign.keySet().removeIf(name -> name.startsWith("time-to-first-token"));
            foreign.keySet().removeIf(name -> name.startsWith("kv-cache-transfer-latency"));
        } else if (calculator.equals("constant")) {
            foreign.keySet().removeIf(name -> name.startsWith("prefill-"));
            foreign.keySet().removeIf(name -> name.startsWith("kv-cache-transfer-time"));
        }
        int block =
                foreign.containsKey("block-size") ? foreign.get("block-size").asInt() : 16;
        JsonNode cache = foreign.remove("enable-kvcache");
        if (cache != null && cache.asBoolean()) {
            engine.withObject("/prefixCache").put("blockTokens", block);
        } else {
            foreign.remove("block-size");
        }
        JsonNode blocks = foreign.remove("kv-cache-size");
        if (blocks != null) {
            engine.put("kvTokens", blocks.asLong() * block);
        }
    }

    private static void set(ObjectNode engine, String name, JsonNode value) {
        String pointer = TIMES.getOrDefault(name, NUMBERS.get(name));
        int slash = pointer.indexOf('/');
        ObjectNode at = slash < 0 ? engine : engine.withObject("/" + pointer.substring(0, slash));
        String leaf = pointer.substring(slash + 1);
        if (TIMES.containsKey(name)) {
            at.put(leaf, millis(name, value));
        } else {
            at.set(leaf, value);
        }
    }

    private static double millis(String name, JsonNode value) {
        if (value.isNumber()) {
            return value.asDouble();
        }
        Matcher parts = DURATION.matcher(value.asText());
        double sum = 0;
        int end = 0;
        while (parts.find() && parts.start() == end) {
            sum += Double.parseDouble(parts.group(1)) * MILLIS.get(parts.group(2));
            end = parts.end();
        }
        if (end == 0 || end != value.asText().length()) {
            throw new IllegalArgumentException(
                    "engine." + name + ": '" + value.asText() + "' is no time; write for example 250ms or 1.5s");
        }
        return sum;
    }

    private static ObjectNode preset(String name) {
        String file = "/engines/" + name + ".yaml";
        try (InputStream in = name.matches("[a-z0-9-]+") ? EngineNames.class.getResourceAsStream(file) : null) {
            if (in == null) {
                throw new IllegalArgumentException("engine.preset: there is no '" + name
                        + "'; there are 8b-h100, 70b-8xh100, 405b-8xh100-fp8 and 3b-l40s");
            }
            return (ObjectNode) YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void overlay(ObjectNode base, ObjectNode over) {
        over.properties().forEach(entry -> {
            if (base.get(entry.getKey()) instanceof ObjectNode below && entry.getValue() instanceof ObjectNode above) {
                overlay(below, above);
            } else {
                base.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static Map<String, String> times() {
        Map<String, String> times = new LinkedHashMap<>();
        times.put("time-to-first-token", "ttftMillis");
        times.put("time-to-first-token-std-dev", "schedule/ttftStdDevMillis");
        times.put("inter-token-latency", "interTokenMillis");
        times.put("inter-token-latency-std-dev", "schedule/interTokenStdDevMillis");
        times.put("prefill-overhead", "schedule/prefillOverheadMillis");
        times.put("prefill-time-per-token", "schedule/prefillPerTokenMillis");
        times.put("prefill-time-std-dev", "schedule/prefillStdDevMillis");
        times.put("kv-cache-transfer-latency", "schedule/transferMillis");
        times.put("kv-cache-transfer-latency-std-dev", "schedule/transferStdDevMillis");
        times.put("kv-cache-transfer-time-per-token", "schedule/transferPerTokenMillis");
        times.put("kv-cache-transfer-time-std-dev", "schedule/transferPerTokenStdDevMillis");
        times.put("startup-duration", "startupMillis");
        return times;
    }
}
