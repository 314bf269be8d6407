package io.tokenweir.load.trace;

/** Reads the rows of one trace format; stateful (the first row's instant), not thread-safe. */
interface RowFormat {
    /** A row, or null for a line that is none (a header, a blank line); throws {@link BadRow} or {@link WrongFile}. */
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

    /** The file as a whole is not what it should be, so that skipping this row would not help. */
    final class WrongFile extends RuntimeException {
        final transient int column;
        final transient String sentence;

        WrongFile(int column, String sentence) {
            super(sentence, null, false, false);
            this.column = column;
            this.sentence = sentence;
        }
    }
}
