package io.tokenweir.simulator.wall;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.limits.Template;
import io.tokenweir.simulator.config.VoiceConfig;
import io.tokenweir.simulator.http.Response;

/** One answer that is no answer, with places for values. Immutable. */
final class Said {
    private final int status;
    private final boolean bare;
    private final Map<String, Template> headers;
    private final Object body;
    private final Template text;

    Said(VoiceConfig.Said config) {
        status = config.status();
        bare = config.bare();
        headers = templates(config.headers());
        body = read(config.body());
        text = config.text() == null ? null : template(config.text());
    }

    /** Whether the headers of limits are left out. */
    boolean bare() {
        return bare;
    }

    Response response(Facts facts, Instant now) {
        Response response = text == null
                ? body == null
                        ? Response.of(status, "text/plain", new byte[0])
                        : Response.json(status, fill(body, facts, now))
                : Response.of(
                        status, "text/plain", text.fill(facts, now).orElse("").getBytes(UTF_8));
        return response.with(fill(headers, facts, now));
    }

    static Map<String, Template> templates(Map<String, String> texts) {
        Map<String, Template> templates = new LinkedHashMap<>();
        texts.forEach((name, value) -> templates.put(name, template(value)));
        return templates;
    }

    /** Those headers that have all their values. */
    static Map<String, String> fill(Map<String, Template> headers, Facts facts, Instant now) {
        Map<String, String> filled = new LinkedHashMap<>();
        headers.forEach((name, template) -> template.fill(facts, now).ifPresent(value -> filled.put(name, value)));
        return filled;
    }

    private static Template template(String words) {
        Template template = Template.parse(words);
        template.names().forEach(Facts::check);
        return template;
    }

    private static Object read(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> read = new LinkedHashMap<>();
            map.forEach((key, value) -> read.put(key, read(value)));
            return read;
        }
        if (node instanceof List<?> list) {
            List<Object> read = new ArrayList<>();
            list.forEach(value -> read.add(read(value)));
            return read;
        }
        return node instanceof String words ? template(words) : node;
    }

    /** A text without all its values is null. */
    private static Object fill(Object node, Facts facts, Instant now) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> filled = new LinkedHashMap<>();
            map.forEach((key, value) -> filled.put(key, fill(value, facts, now)));
            return filled;
        }
        if (node instanceof List<?> list) {
            List<Object> filled = new ArrayList<>();
            list.forEach(value -> filled.add(fill(value, facts, now)));
            return filled;
        }
        if (node instanceof Template template) {
            String filled = template.fill(facts, now).orElse(null);
            return filled != null && template.isNumber() ? Long.valueOf(filled) : filled;
        }
        return node;
    }
}
