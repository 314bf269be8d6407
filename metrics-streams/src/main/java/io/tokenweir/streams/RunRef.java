package io.tokenweir.streams;

/** One segment of one run. */
record RunRef(String runId, int segment) implements Comparable<RunRef> {
    @Override
    public int compareTo(RunRef other) {
        int byRun = runId.compareTo(other.runId);
        return byRun != 0 ? byRun : Integer.compare(segment, other.segment);
    }
}
