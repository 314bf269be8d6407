package io.tokenweir.cli;

/** The end that waits for nothing: for an operator who asked twice, and for a run whose broker is gone. */
final class HardEnd {
    private HardEnd() {}

    /** Ends every process that this one started, then this one. */
    static void now(int exitCode) {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(exitCode);
    }
}
