package io.tokenweir.provision;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CapsTest {
    @Test
    void countsWhatWasMadeBefore() {
        Caps caps = new Caps(10, 0, 0);

        assertThatCode(() -> caps.check("b", 4, 6)).doesNotThrowAnyException();
        assertThatThrownBy(() -> caps.check("b", 5, 6))
                .hasMessage("Batch b would have 11 accounts, 5 that were made before included; its cap is 10.");
    }

    @Test
    void refusesToSpendMoreThanTheCap() {
        Caps caps = new Caps(0, 0.25, 2);

        assertThatCode(() -> caps.check("b", 0, 8)).doesNotThrowAnyException();
        assertThatThrownBy(() -> caps.check("b", 8, 1))
                .hasMessageContaining("would cost 2.25")
                .hasMessageContaining("cap is 2.00");
        assertThatCode(() -> caps.check("b", 9, 0)).as("nothing new is made").doesNotThrowAnyException();
    }
}
