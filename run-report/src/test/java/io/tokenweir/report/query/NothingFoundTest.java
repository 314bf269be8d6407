package io.tokenweir.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class NothingFoundTest {
    @Test
    void saysThatTheTopicIsEmpty() {
        assertThat(sentence(List.of("model=big"), 0, 9)).isEqualTo("There is nothing on weir.metrics.");
    }

    @Test
    void saysWhichValuesThereAreInsteadOfTheOneThatNoRecordHas() {
        assertThat(sentence(List.of("windowSeconds=1", "model=big"), 0, 9, "small", "large"))
                .isEqualTo("Nothing on weir.metrics has model=big; there are: large, small.");
    }

    @Test
    void saysThatAnotherGroupingMayHaveWhatIsEmptyInThisOne() {
        assertThat(sentence(List.of("model=big"), 0, 9, ""))
                .isEqualTo("Nothing on weir.metrics has model=big; it is empty in all that fulfils the rest: another"
                        + " grouping may have it.");
    }

    @Test
    void saysThatTheTimeIsToBlame() {
        assertThat(sentence(List.of("model=small"), 6, 9, "small"))
                .isEqualTo("Nothing on weir.metrics lies within that time; it holds 1 records of other times.");
    }

    @Test
    void saysThatTheConditionsHoldButNotTogether() {
        Selection selection = Selection.of(ResultTopic.METRICS, List.of("model=small", "windowStartMicros=2"), 0, 9);
        NothingFound nothing = new NothingFound(selection);
        nothing.note(SyntheticWindow.of(1, "small", Map.of()));
        nothing.note(SyntheticWindow.of(2, "large", Map.of()));

        assertThat(nothing.sentence("weir.metrics")).contains("all of [model=small, windowStartMicros=2]");
    }

    @Test
    void doesNotListHundredsOfValues() {
        String[] models = new String[300];
        for (int i = 0; i < models.length; i++) {
            models[i] = "model-" + i;
        }

        assertThat(sentence(List.of("model=big"), 0, 9, models))
                .hasSizeLessThan(200)
                .endsWith(", …");
    }

    private static String sentence(List<String> conditions, long from, long until, String... models) {
        NothingFound nothing = new NothingFound(Selection.of(ResultTopic.METRICS, conditions, from, until));
        for (String model : models) {
            nothing.note(SyntheticWindow.of(5, model, Map.of()));
        }
        return nothing.sentence("weir.metrics");
    }
}
