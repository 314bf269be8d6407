package io.tokenweir.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class TextTokensTest {
    private static final String TEXT = "{\"naïve\": \"水 and 𝒳 and 🦩🦩\", \"line\": \"\\n\"}";

    @Test
    void saysTheWholeTextTokenByTokenThoughCharactersSpanTokens() {
        TextTokens tokens = TextTokens.of(TEXT);
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < tokens.count(); i++) {
            escaped.append(new String(tokens.bytes(i), StandardCharsets.UTF_8));
        }

        assertThat(tokens.text()).isEqualTo(TEXT);
        assertThat(escaped.toString()).isEqualTo(TEXT.replace("\\", "\\\\").replace("\"", "\\\""));
        assertThat(tokens.count()).isEqualTo(new TokenCounter().count(TEXT));
    }

    @Test
    void beginsWithItsFirstTokens() {
        TextTokens tokens = TextTokens.of("one two three four");

        assertThat(tokens.first(2).text()).isEqualTo("one two");
        assertThat(tokens.first(9)).isSameAs(tokens);
    }
}
