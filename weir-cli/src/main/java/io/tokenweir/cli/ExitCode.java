package io.tokenweir.cli;

/** What the process tells its caller. */
final class ExitCode {
    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int THRESHOLD_FAILED = 99;
    /** Ended by Ctrl-C before it was through: 128 + SIGINT, as shells count. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
