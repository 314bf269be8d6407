package io.tokenweir.protocol.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes JSON in one of the many ways in which the same value may be written: order, blanks, escapes. */
final class RandomJson {
    private static final String[] TEXTS = {
        "",
        "a",
        " word",
        "é",
        "€uro",
        "😀",
        "\uD83D",
        "\uDE00",
        "\uDE00\uD83D",
        "\"quoted\"",
        "back\\slash",
        "\n\r\t\b\f",
        "data: [DONE]\n\n",
        "}{][,:",
        "\u0000\u001f",
        "\u2028\u2029",
        "\u007f\u0080",
        "null",
        "/",
        "𝒳y̆"
    };
    private static final String[] BLANKS = {"", "", "", " ", "\t", "  "};

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }

    /** Any value at all, not very deep. */
    Object anything(int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(100_000);
            case 3 -> new double[] {-0.5, 1e300, 12.25, -7e-9}[random.nextInt(4)];
            case 4 -> text();
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(anything(depth + 1));
                }
                yield list;
            }
            default -> Map.of("x" + random.nextInt(9), nullable(depth), "type", "noise", "delta", "noise");
        };
    }

    private Object nullable(int depth) {
        Object value = anything(depth + 1);
        return value == null ? "none" : value;
    }

    String write(Object value) {
        StringBuilder json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    private void write(Object value, StringBuilder json) {
        blank(json);
        if (value instanceof String text) {
            quote(text, json);
        } else if (value instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> members = new ArrayList<>(map.entrySet());
            Collections.shuffle(members, random);
            String comma = "{";
            for (Map.Entry<?, ?> member : members) {
                json.append(comma);
                blank(json);
                quote((String) member.getKey(), json);
                blank(json);
                json.append(':');
                write(member.getValue(), json);
                comma = ",";
            }
            json.append(members.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            json.append('[');
            for (int i = 0; i < list.size(); i++) {
                json.append(i == 0 ? "" : ",");
                write(list.get(i), json);
            }
            json.append(']');
        } else {
            json.append(value);
        }
        blank(json);
    }

    private void blank(StringBuilder json) {
        json.append(BLANKS[random.nextInt(BLANKS.length)]);
    }

    private void quote(String text, StringBuilder json) {
        boolean escapeMuch = random.nextInt(4) == 0;
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = "\"\\\n\r\t\b\f".indexOf(c);
            if (known >= 0) {
                json.append('\\').append("\"\\nrtbf".charAt(known));
            } else if (c < ' ' || loneSurrogate(text, i) || escapeMuch && random.nextBoolean()) {
                json.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Halves are escaped always: alone they can't be written in UTF-8, and the other half may be escaped. */
    private static boolean loneSurrogate(String text, int at) {
        return Character.isSurrogate(text.charAt(at));
    }
}
