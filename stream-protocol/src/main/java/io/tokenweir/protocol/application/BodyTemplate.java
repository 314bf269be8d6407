package io.tokenweir.protocol.application;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.tokenweir.protocol.provider.ChatMessage;
import io.tokenweir.protocol.provider.ChatRequest;

/**
 * A text with places to fill in, <code>${prompt}</code> and others, as {@link #NAMES} says. What is the same for all requests
 * with one prompt is filled in once, by {@link #prepare}; what differs from request to request is left as a hole, a byte that
 * no UTF-8 has, and filled by {@link #fill} when the request goes out. <code>$${</code> stands for <code>${</code>. Immutable.
 */
final class BodyTemplate {
    /** What can be filled in. */
    static final List<String> NAMES = List.of("prompt", "messages", "model", "maxTokens", "user", "requestId");

    /** How what is filled in is written. */
    enum Writing {
        JSON,
        /** As in an HTML form, and in the query of an address. */
        FORM,
        PLAIN
    }

    private static final Pattern PLACE = Pattern.compile("\\$(\\$\\{)|\\$\\{([^}]*)\\}");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte HOLE = (byte) 0xFF;
    private static final byte USER = 'u';
    private static final byte REQUEST_ID = 'r';

    private final List<Part> parts;
    private final Writing writing;
    private final boolean holes;

    /** A text as it is, or the name of what is filled in, {@code bare} where JSON wants a value and not the inside of a string. */
    private record Part(String text, String name, boolean bare) {}

    private BodyTemplate(List<Part> parts, Writing writing) {
        this.parts = List.copyOf(parts);
        this.writing = writing;
        this.holes = parts.stream().anyMatch(part -> "user".equals(part.name()) || "requestId".equals(part.name()));
    }

    /** Throws {@link IllegalArgumentException} with a sentence that begins with {@code where}. */
    static BodyTemplate of(String where, String text, Writing writing) {
        List<Part> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        boolean inString = false;
        int at = 0;
        while (place.find()) {
            String before = text.substring(at, place.start());
            parts.add(new Part(before, null, false));
            inString = endsInString(before, inString);
            at = place.end();
            if (place.group(1) != null) {
                parts.add(new Part(place.group(1), null, false));
                continue;
            }
            String name = place.group(2);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(where + ": ${" + name + "} is not known; known are "
                        + String.join(
                                ", ",
                                NAMES.stream().map(known -> "${" + known + "}").toList())
                        + ", and $${ for a ${ as it is.");
            }
            parts.add(new Part(null, name, !inString));
        }
        parts.add(new Part(text.substring(at), null, false));
        BodyTemplate template = new BodyTemplate(parts, writing);
        if (writing == Writing.JSON) {
            template.checkJson(where);
        }
        return template;
    }

    private static boolean endsInString(String text, boolean before) {
        boolean inString = before;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString && c == '\\') {
                i++;
            } else if (c == '"') {
                inString = !inString;
            }
        }
        return inString;
    }

    private void checkJson(String where) {
        ChatRequest sample = new ChatRequest("m", "a \"quoted\" prompt", 1, true);
        byte[] body = fill(prepare(sample), "r-1", 1);
        try {
            JSON.readTree(body);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new IllegalArgumentException(where + ": with its places filled in this is not JSON, at line "
                    + place.getLineNr() + ", column " + place.getColumnNr() + ": "
                    + e.getOriginalMessage().replaceAll("[.;]$", "") + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it asks what the user asks; without, every request would be the same. */
    boolean asks() {
        return parts.stream().anyMatch(part -> "prompt".equals(part.name()) || "messages".equals(part.name()));
    }

    /** Whether requests with one prompt may differ. */
    boolean hasHoles() {
        return holes;
    }

    byte[] prepare(ChatRequest request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Part part : parts) {
            if (part.name() == null) {
                out.writeBytes(part.text().getBytes(StandardCharsets.UTF_8));
            } else if (part.name().equals("user") || part.name().equals("requestId")) {
                out.write(HOLE);
                out.write(part.name().equals("user") ? USER : REQUEST_ID);
                out.write(part.bare() && part.name().equals("requestId") ? '"' : ' ');
            } else {
                out.writeBytes(value(part, request).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private String value(Part part, ChatRequest request) {
        List<ChatMessage> messages = request.messages();
        return switch (part.name()) {
            case "prompt" -> written(messages.get(messages.size() - 1).text(), part.bare());
            case "model" -> written(request.model(), part.bare());
            case "maxTokens" -> Integer.toString(request.maxTokens());
            default -> {
                String json = json(messages.stream()
                        .map(message -> Map.of(
                                "role", message.role().name().toLowerCase(Locale.ROOT), "content", message.text()))
                        .toList());
                yield writing == Writing.JSON && part.bare() ? json : written(json, false);
            }
        };
    }

    private String written(String text, boolean bare) {
        return switch (writing) {
            case PLAIN -> text;
            case FORM -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
            case JSON -> {
                String quoted = json(text);
                yield bare ? quoted : quoted.substring(1, quoted.length() - 1);
            }
        };
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A prompt could not be written as JSON.", e);
        }
    }

    /** What goes out; the bytes given themselves where requests do not differ. */
    byte[] fill(byte[] prepared, String requestId, int user) {
        if (!holes) {
            return prepared;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(prepared.length + requestId.length());
        int from = 0;
        for (int at = 0; at < prepared.length; at++) {
            if (prepared[at] != HOLE) {
                continue;
            }
            out.write(prepared, from, at - from);
            boolean quoted = prepared[at + 2] == '"' && writing == Writing.JSON;
            String value = prepared[at + 1] == USER ? Integer.toString(user) : requestId;
            out.writeBytes((quoted ? '"' + value + '"' : value).getBytes(StandardCharsets.UTF_8));
            at += 2;
            from = at + 1;
        }
        out.write(prepared, from, prepared.length - from);
        return out.toByteArray();
    }
}
