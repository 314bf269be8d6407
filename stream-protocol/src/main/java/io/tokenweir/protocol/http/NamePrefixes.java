package io.tokenweir.protocol.http;

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

    String[] lowerCase() {
        return lowerCase;
    }
}
