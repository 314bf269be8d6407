package io.tokenweir.protocol.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class KeptBodyTest {
    private static final byte[] PIECE = "x".repeat(50_000).getBytes(StandardCharsets.US_ASCII);

    private final KeptBody body = new KeptBody();

    @Test
    void keepsAsMuchAsIsAllowedAndNothingBehindAGap() {
        body.keep(PIECE, 0, 40_000, 64_000);
        body.keep(PIECE, 0, 40_000, 64_000);
        body.keep(PIECE, 0, 1, 100_000);
        assertThat(body.length()).isEqualTo(64_000);
        assertThat(body.isCut()).isTrue();
    }

    @Test
    void letsALongBodyGo() {
        for (int i = 0; i < 10; i++) {
            body.keep(PIECE, 0, PIECE.length, 4_000_000);
        }
        assertThat(body.length()).isEqualTo(500_000);
        assertThat(body.isCut()).isFalse();
        body.clear();
        assertThat(body.length()).isZero();
        assertThat(body.bytes()).hasSizeLessThan(10_000);
    }
}
