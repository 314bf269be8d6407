package io.tokenweir.common.scenario;

import java.time.Duration;

/**
 * A recorded trace to replay.
 *
 * @param file where it is
 * @param format {@code azure-csv}, {@code mooncake-jsonl}, {@code bodies-jsonl}; null: told by the first line
 * @param speed 10 replays ten times as fast
 * @param limit stop after so many rows; null: all
 * @param spread width over which rows with equal time stamps are spread, seeded; null: as recorded
 * @param skipBadRows count rows that do not parse, and go on
 */
public record TraceSpec(String file, String format, Double speed, Integer limit, Duration spread, Boolean skipBadRows) {
    public TraceSpec {
        speed = speed == null ? 1.0 : speed;
        skipBadRows = skipBadRows != null && skipBadRows;
    }
}
