package io.tokenweir.protocol.http;

import java.util.Arrays;

/** Beginnings of header names, with a glance that tells most names from all of them. Immutable. */
public final class NamePrefixes {
    /** Characters that the glance looks at. */
    private static final int GLANCE = 4;

    private final String[] lowerCase;
    /** Bit n: the first characters of some come to n. */
    private final long glances;

    /** @param lowerCase none of them shorter than four characters */
    public NamePrefixes(String... lowerCase) {
        this.lowerCase = lowerCase.clone();
        long bits = 0;
        for (String prefix : lowerCase) {
            int glance = 0;
            for (int i = 0; i < GLANCE; i++) {
                glance = glance(glance, prefix.charAt(i));
            }
            bits |= 1L << glance;
        }
        glances = bits;
    }

    /** Whether a line that stands there may begin with one of them, in whatever case. */
    boolean mayBegin(byte[] lines, int from, int to) {
        int glance = 0;
        for (int at = from; at < from + GLANCE; at++) {
            if (at >= to) {
                return false;
            }
            glance = glance(glance, lines[at]);
        }
        return (glances >>> glance & 1) != 0;
    }

    /** With one more character, of which the bits count that case does not change. */
    private static int glance(int before, int character) {
        return before * 5 + (character & 31);
    }

    int count() {
        return lowerCase.length;
    }

    String lowerCase(int index) {
        return lowerCase[index];
    }

    /** Whether one of them begins the name, which is in lower case. */
    public boolean begin(String lowerCaseName) {
        return Arrays.stream(lowerCase).anyMatch(lowerCaseName::startsWith);
    }
}
