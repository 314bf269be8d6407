package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorBodyTest {
    @Test
    void keepsTheBeginningOfWhatIsLong() {
        String text = "x".repeat(60_000);
        ErrorBody error = new ErrorBody(text, text, text, null);
        assertThat(error.message()).hasSize(2_000);
        assertThat(error.type()).hasSize(200);
        assertThat(error.code()).hasSize(200);
        assertThat(error.param()).isNull();
        assertThat(new ErrorBody("a", "b", "c", "d")).isEqualTo(new ErrorBody("a", "b", "c", "d"));
    }
}
