package io.tokenweir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultStoreTest {
    private final ResultStore store = new ResultStore(
            new DashboardConfig("127.0.0.1", 0, 5, 12, 3, 4, Duration.ofMillis(1), Duration.ofSeconds(1)));

    @BeforeEach
    void readsATopicOfTwoPartitions() {
        store.assigned("topic", 2);
    }

    @Test
    void givesANewPageEverythingItKeepsAndTellsItToForget() {
        add("run", "a", 0, 7, 1);

        Slice slice = store.after("run", null, 100);

        assertThat(offsets(slice)).containsExactly("0:7");
        assertThat(slice.reset()).isTrue();
        assertThat(slice.gap()).isFalse();
        assertThat(slice.next()).hasToString("0:8,1:0@topic/run");
    }

    @Test
    void givesAPageThatComesBackOnlyWhatItHasNotSeen() {
        add("run", "a", 0, 0, 1);
        ResumeVector seen = store.after("run", null, 100).next();
        add("run", "a", 0, 1, 2);
        add("run", "b", 1, 0, 2);

        Slice slice = store.after("run", seen, 100);

        assertThat(offsets(slice)).containsExactly("0:1", "1:0");
        assertThat(slice.reset()).isFalse();
    }

    @Test
    void cutsLongAnswersWithoutLosingOrRepeatingARow() {
        for (int i = 0; i < 4; i++) {
            add("run", "a", 0, i * 2L, i);
            add("run", "b", 1, i, i);
            add("run", "c", 1, 100 + i, i);
        }
        List<String> all = new ArrayList<>();
        ResumeVector seen = null;
        boolean more = true;
        while (more) {
            Slice slice = store.after("run", seen, 5);
            all.addAll(offsets(slice));
            seen = slice.next();
            more = slice.more();
        }

        assertThat(all)
                .containsExactly(
                        "0:0", "0:2", "0:4", "0:6", "1:0", "1:1", "1:2", "1:3", "1:100", "1:101", "1:102", "1:103");
    }

    @Test
    void saysSoWhenWhatAPageMissedIsNoLongerKept() {
        add("run", "a", 0, 0, 0);
        ResumeVector seen = store.after("run", null, 100).next();
        for (int i = 1; i <= 7; i++) {
            add("run", "a", 0, i, i);
        }

        Slice slice = store.after("run", seen, 100);

        assertThat(offsets(slice)).containsExactly("0:3", "0:4", "0:5", "0:6", "0:7");
        assertThat(slice.gap()).isTrue();
    }

    @Test
    void neverKeepsMoreWindowsThanItMay() {
        for (int series = 0; series < 6; series++) {
            for (int i = 0; i < 8; i++) {
                add("run", "s" + series, series % 2, series * 100L + i, series * 100L + i);
            }
        }

        assertThat(store.size()).isLessThanOrEqualTo(12);
        assertThat(store.windows("run", 1, 0, Long.MAX_VALUE).orElseThrow())
                .extracting(Row::series)
                .contains("s5")
                .doesNotContain("s0");
    }

    @Test
    void forgetsTheOldestRunWhenThereAreTooMany() {
        for (int i = 0; i < 4; i++) {
            add("run" + i, "a", 0, i, 100 + i);
        }

        assertThat(store.runs(run -> run.info().runId())).containsExactly("run3", "run2", "run1");
        assertThat(store.size()).isEqualTo(3);
    }

    @Test
    void followsTheNewestRunUnlessOneIsAskedFor() {
        add("old", "a", 0, 0, 10);
        add("new", "a", 0, 1, 20);

        assertThat(store.after(null, null, 100).runId()).isEqualTo("new");
        assertThat(store.after("old", null, 100).runId()).isEqualTo("old");
    }

    @Test
    void beginsAnewWhenTheTopicWasMadeAnew() {
        add("run", "a", 0, 5, 1);
        ResumeVector seen = store.after("run", null, 100).next();
        store.assigned("other topic", 2);
        add("run", "a", 0, 0, 1);

        Slice slice = store.after("run", seen, 100);

        assertThat(slice.reset()).isTrue();
        assertThat(offsets(slice)).containsExactly("0:0");
    }

    @Test
    void givesTheLastRevisionOfACorrectedWindow() {
        add("run", "a", 0, 0, 3);
        add("run", "a", 0, 1, 3);

        assertThat(store.windows("run", 1, 0, Long.MAX_VALUE).orElseThrow())
                .extracting(Row::offset)
                .containsExactly(1L);
    }

    private void add(String run, String series, int partition, long offset, long second) {
        store.add(new Row(run, series, 0, 1, second * 1_000_000, partition, offset, "{}", "{}"));
    }

    private static List<String> offsets(Slice slice) {
        return slice.rows().stream()
                .map(row -> row.partition() + ":" + row.offset())
                .toList();
    }
}
