package io.tokenweir.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MissingIdsTest {
    private static final RegistryException REFUSAL =
            RegistryException.refusal(RegistryException.SCHEMA_NOT_FOUND, "Schema 7 not found");

    private long now;

    @Test
    void answersForTheRegistryUntilTheTimeIsOver() {
        MissingIds missing = new MissingIds(100, () -> now);
        missing.add(7, REFUSAL);

        now = 99;
        assertThat(missing.refusalOf(7)).isSameAs(REFUSAL);
        now = 100;
        assertThat(missing.refusalOf(7)).isNull();
    }

    @Test
    void hasNothingToSayOfOtherIds() {
        MissingIds missing = new MissingIds(100, () -> now);
        missing.add(7, REFUSAL);

        assertThat(missing.refusalOf(8)).isNull();
    }

    @Test
    void remembersNothingWhereTheTimeIsZero() {
        MissingIds missing = new MissingIds(0, () -> now);
        missing.add(7, REFUSAL);

        assertThat(missing.refusalOf(7)).isNull();
    }

    @Test
    void startsAnewWhenThereAreTooMany() {
        MissingIds missing = new MissingIds(100, () -> now);
        for (int id = 0; id <= MissingIds.MOST; id++) {
            missing.add(id, REFUSAL);
        }

        assertThat(missing.refusalOf(0)).isNull();
        assertThat(missing.refusalOf(MissingIds.MOST)).isSameAs(REFUSAL);
    }
}
