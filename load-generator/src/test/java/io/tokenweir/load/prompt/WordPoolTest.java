package io.tokenweir.load.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordPoolTest {
    private final WordPool pool = new WordPool();

    @Test
    void everyWordIsOneTokenOfItsOwn() {
        assertThat(pool.words())
                .hasSize(2048)
                .doesNotHaveDuplicates()
                .allSatisfy(word -> assertThat(Tokenizer.count(word)).isEqualTo(1));
    }

    @Test
    void textsHaveAsManyTokensAsAskedForAndJoinToTheSum() {
        String first = pool.text(777, 1);
        String second = pool.text(512, 2);

        assertThat(Tokenizer.count(first)).isEqualTo(777);
        assertThat(Tokenizer.count(first + second)).isEqualTo(777 + 512);
    }
}
