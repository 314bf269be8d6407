package io.tokenweir.dashboard;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to where a page has seen weir.metrics: per partition the next offset it has not. It is the id of every frame, so a
 * browser that reconnects names it in {@code Last-Event-ID} and goes on without gap or duplicate, at any dashboard that reads
 * the same topic.
 *
 * <p>Text form: {@code 0:1207,1:88@<topic id>/<run id>}. The topic id tells a topic that was made anew from the one the page
 * knew; the run id tells which run's windows the page holds. Immutable.
 */
final class ResumeVector {
    private static final Pattern TEXT = Pattern.compile("(\\d+:\\d{1,18}(?:,\\d+:\\d{1,18})*)@([^/]*)/(.*)");

    private final long[] next;
    private final String topicId;
    private final String runId;

    ResumeVector(long[] next, String topicId, String runId) {
        this.next = next.clone();
        this.topicId = topicId;
        this.runId = runId;
    }

    /** Nothing seen yet. */
    static ResumeVector start(int partitions, String topicId, String runId) {
        return new ResumeVector(new long[partitions], topicId, runId);
    }

    /** Empty when the text is no vector: the page then begins anew. */
    static Optional<ResumeVector> parse(String text) {
        Matcher matcher = text == null ? null : TEXT.matcher(text);
        if (matcher == null || !matcher.matches()) {
            return Optional.empty();
        }
        String[] parts = matcher.group(1).split(",");
        long[] next = new long[parts.length];
        for (int partition = 0; partition < parts.length; partition++) {
            String[] pair = parts[partition].split(":");
            if (!pair[0].equals(Integer.toString(partition))) {
                return Optional.empty();
            }
            next[partition] = Long.parseLong(pair[1]);
        }
        return Optional.of(new ResumeVector(next, matcher.group(2), matcher.group(3)));
    }

    /** Whether the windows of this run can go on from here. */
    boolean continues(String otherTopicId, String otherRunId, int partitions) {
        return topicId.equals(otherTopicId) && runId.equals(otherRunId) && next.length == partitions;
    }

    /** The next offset of a partition that was not seen. */
    long next(int partition) {
        return next[partition];
    }

    long[] offsets() {
        return next.clone();
    }

    String runId() {
        return runId;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResumeVector that
                && Arrays.equals(next, that.next)
                && topicId.equals(that.topicId)
                && runId.equals(that.runId);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next) * 31 + runId.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int partition = 0; partition < next.length; partition++) {
            text.append(partition == 0 ? "" : ",").append(partition).append(':').append(next[partition]);
        }
        return text.append('@').append(topicId).append('/').append(runId).toString();
    }
}
