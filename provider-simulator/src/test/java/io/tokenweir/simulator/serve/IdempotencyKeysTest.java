package io.tokenweir.simulator.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Response;

class IdempotencyKeysTest {
    private static final byte[] BODY = {1};

    private final IdempotencyKeys keys = new IdempotencyKeys();

    @Test
    void repeatsASuccessfulAnswer() {
        Response answer = Response.json(200, Map.of());

        assertThat(keys.claim("k", BODY)).isNull();
        keys.answered("k", BODY, answer);

        assertThat(keys.claim("k", BODY)).isSameAs(answer);
    }

    @Test
    void refusesAKeyThatIsInUseOrHadAnotherBody() {
        keys.claim("k", BODY);
        assertThatExceptionOfType(ServedError.class).isThrownBy(() -> keys.claim("k", BODY));

        keys.answered("k", BODY, Response.json(200, Map.of()));
        assertThatExceptionOfType(ServedError.class)
                .isThrownBy(() -> keys.claim("k", new byte[] {2}))
                .satisfies(error -> assertThat(error.code()).isEqualTo("idempotency_key_reused"));
    }

    @Test
    void letsARequestThatFailedOrWasStreamedBeTriedAgain() {
        keys.claim("failed", BODY);
        keys.answered("failed", BODY, Response.json(429, Map.of()));
        keys.claim("streamed", BODY);
        keys.forget("streamed");

        assertThat(keys.claim("failed", BODY)).isNull();
        assertThat(keys.claim("streamed", BODY)).isNull();
    }

    @Test
    void forgetsTheOldestAnswers() {
        for (int i = 0; i < 1_500; i++) {
            keys.claim("k" + i, BODY);
            keys.answered("k" + i, BODY, Response.json(200, Map.of()));
        }

        assertThat(keys.claim("k0", BODY)).isNull();
        assertThat(keys.claim("k1499", BODY)).isNotNull();
    }
}
