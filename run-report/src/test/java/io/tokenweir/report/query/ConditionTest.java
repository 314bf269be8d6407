package io.tokenweir.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.WindowResult;

class ConditionTest {
    private final WindowResult window = SyntheticWindow.of(5_000_000, "small", Map.of("OK", 7L));

    @Test
    void namesOfAnEnumMayBeWrittenInAnyCase() {
        String grouping = window.getSeries().getGrouping().name();

        assertThat(parse("grouping=" + grouping.toLowerCase(Locale.ROOT)).holds(window))
                .isTrue();
    }

    @Test
    void aNameThatTheEnumDoesNotHaveIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> parse("verdict=VALIDD"))
                .hasMessage("'verdict' is never 'VALIDD'; did you mean 'VALID'?");
        assertThatThrownBy(() -> parse("verdict=wonderful"))
                .hasMessage("'verdict' is never 'wonderful'; it is one of: VALID, SUSPECT, INVALID, UNKNOWN.");
    }

    @Test
    void aNumberIsComparedAsItStandsInTheRecord() {
        assertThat(parse("window.requests.OK=7").holds(window)).isTrue();
        assertThatThrownBy(() -> parse("windowSeconds=10s"))
                .hasMessage("'windowSeconds' is a whole number, as it stands in the record; '10s' is none.");
    }

    @Test
    void whatIsNoSingleValueCannotBeCompared() {
        assertThatThrownBy(() -> parse("window.requests=7")).hasMessageContaining("no single value");
    }

    private static Condition parse(String text) {
        return Condition.parse(text, ResultTopic.METRICS.schema());
    }
}
