package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.Grouping;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;

class SeriesPartitionerTest {
    private static final SeriesKey SERIES = new SeriesKey(
            "run-1", 0, Vantage.GENERATOR, Grouping.MODEL, "chat", "steady", "openai", "gpt-4o", "", "", "");

    @Test
    void aSeriesKeepsItsPartitionFromReleaseToRelease() {
        assertThat(SeriesPartitioner.partition(SERIES, 4)).isEqualTo(3);
    }

    @Test
    void neighbouringFieldsAreKeptApart() {
        SeriesKey shifted = new SeriesKey(
                "run-1", 0, Vantage.GENERATOR, Grouping.MODEL, "chats", "teady", "openai", "gpt-4o", "", "", "");
        assertThat(SeriesPartitioner.partition(shifted, 1_000_000))
                .isNotEqualTo(SeriesPartitioner.partition(SERIES, 1_000_000));
    }

    @Test
    void aRecordWithoutASeriesGoesEverywhere() {
        assertThat(SeriesPartitioner.<SeriesKey, String>by(key -> key).partitions("t", null, "", 3))
                .contains(Set.of(0, 1, 2));
    }
}
