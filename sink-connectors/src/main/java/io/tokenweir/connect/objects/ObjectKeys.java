package io.tokenweir.connect.objects;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of objects: {@code topic/day=YYYY-MM-DD/hour=HH/partition=P/topic+P+<start, 20 digits>.parquet}, in UTC; without
 * day and hour for compacted topics, where the first record after a position may vanish and the name would change.
 *
 * @param topicsWithoutTime full names of those topics
 */
record ObjectKeys(Set<String> topicsWithoutTime) {
    private static final Pattern NAME =
            Pattern.compile("(?<topic>[^/]+)/(?:.*/)?partition=(\\d+)/\\k<topic>\\+\\2\\+(\\d{20})\\.parquet");

    /** What a key says. */
    record Name(String topic, int partition, long start) {}

    boolean hasTime(String topic) {
        return !topicsWithoutTime.contains(topic);
    }

    String key(String topic, int partition, long start, long firstTimestampMillis) {
        StringBuilder key = new StringBuilder(topic).append('/');
        if (hasTime(topic)) {
            OffsetDateTime time = Instant.ofEpochMilli(firstTimestampMillis).atOffset(ZoneOffset.UTC);
            key.append("day=").append(time.toLocalDate());
            key.append("/hour=").append(String.format("%02d", time.getHour())).append('/');
        }
        key.append("partition=").append(partition).append('/');
        return key.append(topic)
                .append('+')
                .append(partition)
                .append('+')
                .append(String.format("%020d", start))
                .append(".parquet")
                .toString();
    }

    static Optional<Name> parse(String key) {
        Matcher matcher = NAME.matcher(key);
        return matcher.matches()
                ? Optional.of(new Name(
                        matcher.group("topic"), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }
}
