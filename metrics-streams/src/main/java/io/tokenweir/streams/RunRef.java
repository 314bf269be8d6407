package io.tokenweir.streams;

/** One segment of one run, in one branch of the topology. */
record RunRef(String runId, int segment, Branch branch) implements Comparable<RunRef> {
    /** The requests and tokens of a segment. */
    RunRef(String runId, int segment) {
        this(runId, segment, Branch.REQUESTS);
    }

    /** The smallest that sorts after this one. */
    RunRef next() {
        int following = branch.ordinal() + 1;
        return following < Branch.values().length
                ? new RunRef(runId, segment, Branch.values()[following])
                : new RunRef(runId, segment + 1);
    }

    @Override
    public int compareTo(RunRef other) {
        int order = runId.compareTo(other.runId);
        order = order != 0 ? order : Integer.compare(segment, other.segment);
        return order != 0 ? order : branch.compareTo(other.branch);
    }
}
