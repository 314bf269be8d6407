package io.tokenweir.scrape;

/** A line that breaks the text format; says why. Without a stack trace: it is a value, and an answer can have thousands. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1;

    BadLineException(String message) {
        super(message, null, false, false);
    }
}
