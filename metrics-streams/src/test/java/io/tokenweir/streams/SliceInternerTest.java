package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class SliceInternerTest {
    private int made;
    private final SliceInterner<String> interner = new SliceInterner<>((bytes, from, to) -> {
        made++;
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    });

    @Test
    void equalBytesGiveTheSameValueWhereverTheyStand() {
        String first = get("..abc", 2);

        assertThat(get("abc", 0)).isSameAs(first).isEqualTo("abc");
        assertThat(made).isEqualTo(1);
    }

    @Test
    void moreValuesThanItHoldsAreStillTold() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(get("value-" + i, 0)).isEqualTo("value-" + i);
            }
        }
    }

    private String get(String text, int from) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return interner.get(bytes, from, bytes.length);
    }
}
