package io.tokenweir.report.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

import io.tokenweir.events.DeadLetter;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.WindowResult;
import io.tokenweir.topics.Topic;

/** A topic that can be asked, and the columns that are shown when none are named. */
public enum ResultTopic {
    METRICS(
            Topic.METRICS,
            WindowResult.class,
            WindowResult.SCHEMA$,
            "windowStartMicros",
            List.of(
                    "windowStartMicros",
                    "windowSeconds",
                    "series",
                    "revision",
                    "verdict",
                    "window.offered",
                    "window.dropped",
                    "window.requests",
                    "window.arrivals",
                    "window.outputTokens",
                    "window.ttft.p50Nanos",
                    "window.ttft.p99Nanos",
                    "window.interToken.p50Nanos",
                    "window.interToken.p99Nanos",
                    "window.endToEndIntended.p99Nanos",
                    "errorBoundNanos",
                    "window.costPico")),
    RUN_RESULTS(
            Topic.RUN_RESULTS,
            RunResult.class,
            RunResult.SCHEMA$,
            "firstWindowMicros",
            List.of(
                    "firstWindowMicros",
                    "series",
                    "complete",
                    "windows",
                    "validWindows",
                    "totals.offered",
                    "totals.dropped",
                    "totals.requests",
                    "totals.outputTokens",
                    "trusted.ttft.p50Nanos",
                    "trusted.ttft.p99Nanos",
                    "trusted.interToken.p99Nanos",
                    "totals.endToEndIntended.p99Nanos",
                    "totals.costPico")),
    DEAD_LETTERS(
            Topic.DEAD_LETTERS,
            DeadLetter.class,
            DeadLetter.SCHEMA$,
            "timeMicros",
            List.of("timeMicros", "stage", "topic", "partition", "offset", "reason"));

    private final Topic topic;
    private final Class<? extends SpecificRecord> type;
    private final Schema schema;
    private final String timePath;
    private final List<String> columns;

    ResultTopic(
            Topic topic, Class<? extends SpecificRecord> type, Schema schema, String timePath, List<String> columns) {
        this.topic = topic;
        this.type = type;
        this.schema = schema;
        this.timePath = timePath;
        this.columns = columns;
    }

    /**
     * By its name without prefix, {@code weir.metrics} or {@code metrics}.
     *
     * @throws IllegalArgumentException with a sentence when there is none
     */
    public static ResultTopic named(String name) {
        return Stream.of(values())
                .filter(known -> known.label().equalsIgnoreCase(name)
                        || known.topic.baseName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no result topic; known: "
                        + Stream.of(values()).map(ResultTopic::label).collect(Collectors.joining(", ")) + "."));
    }

    private String label() {
        return topic.baseName().substring("weir.".length());
    }

    public Topic topic() {
        return topic;
    }

    Class<? extends SpecificRecord> type() {
        return type;
    }

    Schema schema() {
        return schema;
    }

    /** The time that rows are ordered and narrowed by, us since the Unix epoch. */
    FieldPath time() {
        return FieldPath.parse(timePath, schema);
    }

    /** Shown when none are named, and rows of one grouping are asked for. */
    public List<String> columns(String grouping) {
        List<String> beside = this == DEAD_LETTERS ? null : SideColumns.of(this, grouping);
        return beside == null ? columns : beside;
    }

    /** Shown when none are named. */
    public List<String> columns() {
        return columns;
    }
}
