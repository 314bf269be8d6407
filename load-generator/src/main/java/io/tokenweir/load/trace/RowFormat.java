package io.tokenweir.load.trace;

/** Reads the rows of one trace format; stateful (the first row's instant), not thread-safe. */
interface RowFormat {
    /** A row, or null for a line that is none (a header, a blank line); throws {@link BadRow}. */
    TraceRow row(String line, long lineNumber);

    /** Where and how a row is wrong. */
    final class BadRow extends RuntimeException {
        final transient int column;
        final transient String expected;

        BadRow(int column, String expected) {
            super(expected, null, false, false);
            this.column = column;
            this.expected = expected;
        }
    }
}
