package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.KeyFigures;
import io.tokenweir.events.KeyStats;

class KeySpreadsTest {
    @Test
    void everybodyServedAlikeIsOneAndOneServedAloneIsOneByTheNumberOfKeys() {
        KeyPage fair = new KeyPage();
        KeyPage alone = new KeyPage();
        for (int key = 0; key < 20; key++) {
            fair.of("k" + key).okRequests = 3;
            alone.of("k" + key).okRequests = key == 7 ? 3 : 0;
        }
        assertThat(KeySpreads.of(fair).getOkRequests().getJain()).isEqualTo(1);
        assertThat(KeySpreads.of(alone).getOkRequests().getJain()).isEqualTo(0.05);
    }

    @Test
    void manyKeysInAnyPartsAreWhatTheyAreTogether() {
        KeyPage all = new KeyPage();
        KeyPage[] parts = {new KeyPage(), new KeyPage(), new KeyPage()};
        for (int key = 0; key < 100_000; key++) {
            KeyTally tally = all.of("key-" + key);
            tally.requests = 1 + key % 97;
            tally.okRequests = tally.requests - key % 2;
            tally.refusals = key % 13 == 0 ? key : 0;
            tally.outputTokens = key * 31L % 100_003;
            parts[key % 3].byAccount.put("key-" + key, tally);
        }
        KeyStats merged = null;
        for (KeyPage part : parts) {
            merged = KeySpreads.merge(merged, KeySpreads.of(part));
        }
        assertThat(merged).isEqualTo(KeySpreads.of(all));
        assertThat(merged.getKeys()).isEqualTo(100_000);
        assertThat(merged.getRefusals().getTop())
                .hasSize(KeySpreads.TOP)
                .first()
                .extracting(KeyFigures::getAccount)
                .isEqualTo("key-99996");
        assertThat(merged.getWorst().getAccount()).isEqualTo("key-10185");
    }

    @Test
    void equalOnesAreInTheOrderOfTheirNames() {
        KeyPage page = new KeyPage();
        for (String name : new String[] {"b", "a", "c"}) {
            page.of(name).requests = 2;
        }
        assertThat(KeySpreads.of(page).getRequests().getTop())
                .extracting(KeyFigures::getAccount)
                .containsExactly("a", "b", "c");
        assertThat(KeySpreads.of(page).getWorst().getAccount()).isEqualTo("a");
    }

    @Test
    void squaresThatFitNoLongerSaturateAndGiveNoIndex() {
        KeyPage page = new KeyPage();
        page.of("a").outputTokens = 4_000_000_000L;
        page.of("b").outputTokens = 1;
        KeyStats stats = KeySpreads.merge(KeySpreads.of(page), KeySpreads.of(page));
        assertThat(stats.getOutputTokens().getSumOfSquares()).isEqualTo(Long.MAX_VALUE);
        assertThat(stats.getOutputTokens().getJain()).isNull();
    }
}
