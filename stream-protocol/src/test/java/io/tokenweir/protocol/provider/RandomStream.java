package io.tokenweir.protocol.provider;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes streams such as servers, gateways and accidents produce, from a seed. */
final class RandomStream {
    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};
    private static final String[] NOISE = {
        ": ping", ":", "event: noise", "id: 7", "retry: 10", "datax: {", "unknown", ""
    };
    private static final String[] RESPONSES_TYPES = {
        "response.output_text.delta",
        "response.reasoning_summary_text.delta",
        "response.refusal.delta",
        "response.function_call_arguments.delta",
        "response.audio.delta",
        "response.output_text.done",
        "response.created",
        "response.future.delta",
        "response.in_progress",
        "response.completed",
        "response.failed",
        "error"
    };
    private static final String[] MESSAGES_TYPES = {
        "content_block_delta",
        "content_block_delta",
        "content_block_delta",
        "content_block_start",
        "content_block_stop",
        "message_start",
        "message_delta",
        "ping",
        "future_event",
        "message_stop",
        "error"
    };

    private final Random random;
    private final RandomJson json;
    private final Api api;

    RandomStream(Api api, long seed) {
        this.api = api;
        this.random = new Random(seed);
        this.json = new RandomJson(random);
    }

    byte[] next() {
        String end = LINE_ENDS[random.nextInt(LINE_ENDS.length)];
        StringBuilder stream = new StringBuilder(random.nextInt(9) == 0 ? "\uFEFF" : "");
        for (int i = random.nextInt(9); i > 0; i--) {
            noise(stream, end);
            data(stream, json.write(event()), end);
            noise(stream, end);
            stream.append(end);
        }
        if (random.nextInt(3) > 0) {
            stream.append("data: [DONE]").append(end).append(end);
        }
        byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> damaged(bytes);
            default -> bytes;
        };
    }

    private byte[] damaged(byte[] bytes) {
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            if (bytes[at] > 0) {
                bytes[at] = (byte) "{}[]\",:\\ \n0xn-".charAt(random.nextInt(14));
            }
        }
        return bytes;
    }

    private void noise(StringBuilder stream, String end) {
        while (random.nextInt(4) == 0) {
            stream.append(NOISE[random.nextInt(NOISE.length - 1)]).append(end);
        }
    }

    /** A JSON text may stand on several data lines, broken where JSON allows a line feed. */
    private void data(StringBuilder stream, String text, String end) {
        int comma = text.indexOf(',');
        if (random.nextInt(5) == 0 && comma > 0 && text.indexOf('"') > comma) {
            stream.append("data:").append(text, 0, comma + 1).append(end);
            stream.append("data: ").append(text.substring(comma + 1)).append(end);
        } else {
            stream.append(random.nextBoolean() ? "data: " : "data:")
                    .append(text)
                    .append(end);
        }
    }

    private Object event() {
        if (random.nextInt(40) == 0) {
            return json.anything(0);
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("noise", json.anything(0));
        maybe(event, "error", random.nextInt(30) == 0 ? Map.of("type", "t", "message", json.text(), "code", 5) : null);
        switch (api) {
            case OPENAI_RESPONSES -> responses(event);
            case ANTHROPIC_MESSAGES -> messages(event);
            default -> chat(event);
        }
        return event;
    }

    private void chat(Map<String, Object> event) {
        maybe(event, "id", random.nextBoolean() ? json.text() : null);
        maybe(event, "model", json.text());
        maybe(event, "obfuscation", json.text());
        maybe(event, "usage", usage("prompt_tokens", "completion_tokens", "prompt_tokens_details", "cached_tokens"));
        Map<String, Object> delta = new LinkedHashMap<>();
        for (String name : new String[] {"role", "content", "reasoning", "reasoning_content", "refusal"}) {
            maybe(delta, name, random.nextInt(8) == 0 ? json.anything(2) : json.text());
        }
        Map<String, Object> arguments = Map.of("name", "f", "arguments", json.text());
        maybe(
                delta,
                "tool_calls",
                List.of(Map.of("index", 0, "function", arguments), Map.of("custom", Map.of("input", json.text()))));
        maybe(delta, "function_call", arguments);
        maybe(delta, "audio", Map.of("transcript", json.text(), "id", "a"));
        Map<String, Object> choice = new LinkedHashMap<>();
        maybe(choice, "delta", delta);
        maybe(choice, "text", json.text());
        maybe(choice, "finish_reason", random.nextInt(4) == 0 ? "length" : null);
        event.put(
                "choices",
                random.nextInt(9) == 0
                        ? json.anything(1)
                        : Arrays.asList(choice, json.anything(2)).subList(0, 1 + random.nextInt(2)));
    }

    private void responses(Map<String, Object> event) {
        maybe(
                event,
                "type",
                RESPONSES_TYPES[random.nextInt(RESPONSES_TYPES.length - (random.nextInt(4) == 0 ? 0 : 3))]);
        maybe(event, "delta", random.nextInt(8) == 0 ? json.anything(1) : json.text());
        maybe(event, "message", json.text());
        maybe(event, "code", random.nextInt(99));
        Map<String, Object> response = new LinkedHashMap<>();
        maybe(response, "id", json.text());
        maybe(response, "model", json.text());
        maybe(response, "status", "completed");
        maybe(response, "usage", usage("input_tokens", "output_tokens", "output_tokens_details", "reasoning_tokens"));
        maybe(response, "error", random.nextBoolean() ? Map.of("code", "c", "message", "m") : null);
        maybe(response, "incomplete_details", Map.of("reason", "max_output_tokens"));
        maybe(event, "response", response);
    }

    private void messages(Map<String, Object> event) {
        maybe(event, "type", MESSAGES_TYPES[random.nextInt(MESSAGES_TYPES.length - (random.nextInt(4) == 0 ? 0 : 2))]);
        Map<String, Object> delta = new LinkedHashMap<>();
        for (String name : new String[] {"text", "thinking", "partial_json", "signature", "content"}) {
            maybe(delta, name, random.nextInt(8) == 0 ? json.anything(2) : json.text());
        }
        maybe(delta, "stop_reason", random.nextBoolean() ? "end_turn" : null);
        maybe(event, "delta", delta);
        Map<String, Object> block = new LinkedHashMap<>();
        maybe(block, "type", random.nextBoolean() ? "redacted_thinking" : "text");
        maybe(block, "text", json.text());
        maybe(block, "data", json.text());
        maybe(event, "content_block", block);
        Map<String, Object> message = new LinkedHashMap<>();
        maybe(message, "id", json.text());
        maybe(message, "model", json.text());
        maybe(
                message,
                "usage",
                usage("input_tokens", "cache_read_input_tokens", "output_tokens_details", "thinking_tokens"));
        maybe(event, "message", message);
        if (event.get("message") == null || !message.containsKey("usage")) {
            maybe(
                    event,
                    "usage",
                    usage("output_tokens", "cache_creation_input_tokens", "output_tokens_details", "thinking_tokens"));
        }
    }

    private Object usage(String one, String other, String details, String detail) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        Map<String, Object> usage = new LinkedHashMap<>();
        maybe(usage, one, random.nextInt(6) == 0 ? json.anything(4) : random.nextInt(1000));
        maybe(usage, other, random.nextInt(1000));
        maybe(usage, details, Map.of(detail, random.nextInt(50), "audio_tokens", 0));
        return usage;
    }

    private void maybe(Map<String, Object> object, String name, Object value) {
        if (random.nextInt(3) > 0) {
            object.put(name, value);
        }
    }
}
