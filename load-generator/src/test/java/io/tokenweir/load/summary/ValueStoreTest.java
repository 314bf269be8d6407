package io.tokenweir.load.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

class ValueStoreTest {
    private static final int VALUES = 5 * ValueStore.BLOCK + 123;

    private final long[] drawn =
            new SplittableRandom(1).longs(VALUES, 1, 2_000_000_000L).toArray();

    @Test
    void givesTheSamePercentilesFromAFileAsFromASortedArray() throws InterruptedException {
        try (ValueStore store = filled(0)) {
            assertNearestRank(store);
        }
    }

    @Test
    void givesTheSamePercentilesWhenSomeBlocksAreInMemoryAndSomeInAFile() throws InterruptedException {
        try (ValueStore store = filled(100_000)) {
            assertNearestRank(store);
        }
    }

    @Test
    void givesTheSamePercentilesFromMemoryAlone() throws InterruptedException {
        try (ValueStore store = filled(1_000_000)) {
            assertNearestRank(store);
        }
    }

    @Test
    void keepsTheMeanOfAllValuesThoughTheyAreInAFile() throws InterruptedException {
        try (ValueStore store = filled(0)) {
            assertThat(store.mean(Metric.TTFT))
                    .isEqualTo(Arrays.stream(drawn).average().orElseThrow());
        }
    }

    @Test
    void keepsMetricsApartInOneFile() throws InterruptedException {
        try (ValueStore store = new ValueStore(0)) {
            LoopRecorder loop = new LoopRecorder(store);
            for (int i = 0; i < 2 * ValueStore.BLOCK; i++) {
                loop.value(Metric.TTFT, 0, 3);
                loop.value(Metric.INTER_TOKEN, 0, 5);
            }
            loop.seal();
            store.seal();

            assertThat(store.quantiles(Metric.TTFT).max()).isEqualTo(3);
            assertThat(store.quantiles(Metric.INTER_TOKEN).min()).isEqualTo(5);
            assertThat(store.quantiles(Metric.TPOT).count()).isZero();
        }
    }

    @Test
    void countsZerosAndNegativeValuesAsZero() throws InterruptedException {
        try (ValueStore store = new ValueStore(0)) {
            LoopRecorder loop = new LoopRecorder(store);
            loop.value(Metric.INTER_TOKEN, 0, 0);
            loop.value(Metric.INTER_TOKEN, 0, -4);
            loop.value(Metric.INTER_TOKEN, 0, 9);
            loop.seal();
            store.seal();

            assertThat(store.quantiles(Metric.INTER_TOKEN).ranked(2)).isZero();
            assertThat(store.quantiles(Metric.INTER_TOKEN).ranked(3)).isEqualTo(9);
            assertThat(store.mean(Metric.INTER_TOKEN)).isEqualTo(3);
        }
    }

    @Test
    void countsWhatTheDiskDoesNotTakeAndKeepsTheRest() throws InterruptedException {
        Supplier<SpillFile> full = () -> {
            throw new UncheckedIOException("no space is left", new IOException());
        };
        // room for two blocks of 26 KB
        try (ValueStore store = new ValueStore(65_000, full)) {
            LoopRecorder loop = new LoopRecorder(store);
            for (int i = 0; i < VALUES; i++) {
                loop.value(Metric.TTFT, 0, drawn[i]);
            }
            loop.seal();
            store.seal();

            assertThat(store.lost(Metric.TTFT)).isEqualTo(3L * ValueStore.BLOCK);
            assertThat(store.whyLost()).isEqualTo("no space is left");
            assertThat(store.quantiles(Metric.TTFT).count()).isEqualTo(VALUES - store.lost(Metric.TTFT));
            assertThat(store.mean(Metric.TTFT))
                    .isEqualTo(Arrays.stream(drawn).average().orElseThrow());
            assertThat(store.lost(Metric.TPOT)).isZero();
        }
    }

    private ValueStore filled(long bytesInMemory) throws InterruptedException {
        ValueStore store = new ValueStore(bytesInMemory);
        LoopRecorder even = new LoopRecorder(store);
        LoopRecorder odd = new LoopRecorder(store);
        for (int i = 0; i < VALUES; i++) {
            (i % 2 == 0 ? even : odd).value(Metric.TTFT, 0, drawn[i]);
        }
        even.seal();
        odd.seal();
        store.seal();
        return store;
    }

    private void assertNearestRank(ValueStore store) {
        long[] sorted = drawn.clone();
        Arrays.sort(sorted);
        ExactQuantiles quantiles = store.quantiles(Metric.TTFT);

        assertThat(quantiles.count()).isEqualTo(VALUES);
        for (int rank = 1; rank <= VALUES; rank += 997) {
            assertThat(quantiles.ranked(rank)).isEqualTo(sorted[rank - 1]);
        }
        assertThat(quantiles.max()).isEqualTo(sorted[VALUES - 1]);
    }
}
