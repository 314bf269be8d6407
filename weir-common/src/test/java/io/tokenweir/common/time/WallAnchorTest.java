package io.tokenweir.common.time;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class WallAnchorTest {
    private final WallAnchor anchor = new WallAnchor(5_000_000_123L, 1_700_000_000_000_000L);

    @Property
    void mapsAWallInstantToTheFirstReadingThatShowsIt(@ForAll @LongRange(min = -1L << 40, max = 1L << 40) long offset) {
        long micros = 1_700_000_000_000_000L + offset;

        assertThat(anchor.micros(anchor.nanoTime(micros))).isEqualTo(micros);
        assertThat(anchor.micros(anchor.nanoTime(micros) - 1)).isEqualTo(micros - 1);
    }
}
