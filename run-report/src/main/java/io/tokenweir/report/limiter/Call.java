package io.tokenweir.report.limiter;

/** One call that has ended, or is open. */
final class Call {
    final long id;
    final int key;
    final Shape shape;
    final int script;
    final int burst;
    final long sentNanos;
    long endedNanos = -1;
    /** When the server made up its mind, as far as that can be told from outside. */
    long decidedNanos;

    ProbeResult.Verdict verdict;
    long prompt;
    long output;
    /** Admitted calls that may have been decided before this refused one, though they seem to come after it. */
    int unordered;
    /** The search to which its refusal is evidence; null when a known limiter explains it. */
    LimiterSearch evidenceFor;

    Call(long id, int key, Shape shape, int script, int burst, long sentNanos) {
        this.id = id;
        this.key = key;
        this.shape = shape;
        this.script = script;
        this.burst = burst;
        this.sentNanos = sentNanos;
        this.prompt = shape.prompt();
        this.output = shape.max();
    }

    boolean admitted() {
        return verdict == ProbeResult.Verdict.ADMITTED;
    }

    boolean refused() {
        return verdict == ProbeResult.Verdict.REFUSED;
    }
}
