package io.tokenweir.load.trace;

import io.tokenweir.load.trace.RowFormat.BadRow;

/** A number of tokens in a row. */
final class WholeNumber {
    private WholeNumber() {}

    static int of(String text, int column) {
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, as for a negative number
        }
        throw new BadRow(column, "a whole number of tokens");
    }
}
