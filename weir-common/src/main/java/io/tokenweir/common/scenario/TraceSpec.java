package io.tokenweir.common.scenario;

import java.time.Duration;
import java.util.List;

/**
 * A recorded trace to replay.
 *
 * @param file where it is
 * @param format {@code azure-csv}, {@code mooncake-jsonl}, {@code burstgpt-csv}, {@code bodies-jsonl}, or {@code csv} and
 *     {@code jsonl} with {@code columns}; null: told by the first lines
 * @param speed 10 replays ten times as fast
 * @param limit stop after so many rows; null: all
 * @param spread width over which rows with equal time stamps are spread, seeded; null: as recorded
 * @param skipBadRows count rows that do not parse, and go on
 * @param columns names in a file of one's own; null: the format knows them
 * @param from rows before this recorded time are passed over; it becomes the beginning
 * @param to rows from this recorded time on are not sent; null: to the end
 * @param loop begin again at the end, until the scenario's duration is over
 * @param failures what to do with BurstGPT's failed requests, rows of 0 response tokens: {@code skip} or {@code replay}
 */
public record TraceSpec(
        String file,
        String format,
        Double speed,
        Integer limit,
        Duration spread,
        Boolean skipBadRows,
        Columns columns,
        Duration from,
        Duration to,
        Boolean loop,
        String failures) {
    private static final String SKIP = "skip";

    public TraceSpec {
        speed = speed == null ? 1.0 : speed;
        skipBadRows = skipBadRows != null && skipBadRows;
        from = from == null ? Duration.ZERO : from;
        loop = loop != null && loop;
        failures = failures == null ? SKIP : failures;
    }

    /** Whether failed requests of the recording are left out. */
    public boolean skipFailures() {
        return failures.equals(SKIP);
    }

    /**
     * What the columns, or the fields of each JSON object, are called.
     *
     * @param timestamp a number of {@code timeUnit}, or a date and time
     * @param timeUnit {@code s}, {@code ms}, {@code us} or {@code ns}
     */
    public record Columns(String timestamp, String inputTokens, String outputTokens, String timeUnit) {
        static final List<String> UNITS = List.of("s", "ms", "us", "ns");

        public Columns {
            timeUnit = timeUnit == null ? "s" : timeUnit;
        }
    }
}
