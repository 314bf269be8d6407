package io.tokenweir.load.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.ArrivalKind;
import io.tokenweir.protocol.provider.DeltaKind;

/** The protocol module knows no schema; its names must be the schema's all the same. */
class NamesTest {
    @Test
    void namesOutcomesAsTheSchemaDoes() {
        assertThat(names(io.tokenweir.protocol.outcome.Outcome.values()))
                .containsExactly(names(io.tokenweir.events.Outcome.values()));
    }

    @Test
    void namesAndOrdersKindsAsTheSchemaDoes() {
        assertThat(names(DeltaKind.values())).containsExactly(names(ArrivalKind.values()));
    }

    private static String[] names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
    }
}
