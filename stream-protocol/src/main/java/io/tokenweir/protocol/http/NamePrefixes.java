package io.tokenweir.protocol.http;

import java.util.Arrays;

/** Beginnings of header names, with a glance that tells most names from all of them. Immutable. */
public final class NamePrefixes {
    private final String[] lowerCase;
    /** Bit n: some begin with a character whose five low bits, which case does not change, are n. */
    private final int firstCharacters;

    /** @param lowerCase none of them empty */
    public NamePrefixes(String... lowerCase) {
        this.lowerCase = lowerCase.clone();
        int bits = 0;
        for (String prefix : lowerCase) {
            bits |= 1 << (prefix.charAt(0) & 31);
        }
        firstCharacters = bits;
    }

    boolean mayBegin(byte firstCharacter) {
        return (firstCharacters >>> (firstCharacter & 31) & 1) != 0;
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
