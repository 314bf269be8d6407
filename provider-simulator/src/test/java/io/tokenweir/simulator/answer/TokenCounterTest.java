package io.tokenweir.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import org.junit.jupiter.api.Test;

class TokenCounterTest {
    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private static final String[] PIECES = {
        " river", " Stone", "  ", "\n", "\n\n", " 12345", "x", ".", " --", " don't", "é", " naïve", "\t", " 水", "WATER",
        " a"
    };

    private final TokenCounter counter = new TokenCounter();

    @Test
    void countsALongTextInBlocksExactlyAsInOne() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 20; round++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 9000) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            assertThat(counter.count(text.toString())).isEqualTo(O200K.countTokensOrdinary(text.toString()));
        }
    }

    @Test
    void countsATextWithoutAnyPlaceToCut() {
        String text = "x".repeat(10_000);

        assertThat(counter.count(text)).isEqualTo(O200K.countTokensOrdinary(text));
    }

    @Test
    void everyWordOfAnAnswerIsOneToken() {
        WordWalk answer = WordWalk.of(42, 2000, List.of());

        assertThat(O200K.countTokensOrdinary(answer.text())).isEqualTo(2000);
    }
}
