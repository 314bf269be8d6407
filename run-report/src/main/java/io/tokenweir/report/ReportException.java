package io.tokenweir.report;

/** What a report needs cannot be read. The message is one sentence for the user: where, what, how to mend it. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReportException(String sentence) {
        super(sentence);
    }

    public ReportException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
