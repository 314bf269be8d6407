package io.tokenweir.simulator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.config.PortalFaults;

class FaultsTest {
    private static final PortalFaults TENTH = new PortalFaults(0.1, 0.1, 0, 0, 0, 0);

    @Test
    void hitTheShareThatWasAskedFor() {
        assertThat(hit(new Faults(TENTH, 1))).hasSizeBetween(900, 1100);
        assertThat(hit(new Faults(PortalFaults.none(), 1))).isEmpty();
    }

    @Test
    void hitTheSameAddressesWithTheSameSeedOnly() {
        assertThat(hit(new Faults(TENTH, 1)))
                .isEqualTo(hit(new Faults(TENTH, 1)))
                .isNotEqualTo(hit(new Faults(TENTH, 2)));
    }

    @Test
    void hitOtherAddressesByOneFaultThanByAnother() {
        Faults faults = new Faults(TENTH, 1);

        long both = addresses().stream()
                .filter(each -> faults.captcha(each) && faults.errorPage(each))
                .count();

        assertThat(both).isBetween(50L, 150L);
    }

    private static List<String> hit(Faults faults) {
        return addresses().stream().filter(faults::captcha).toList();
    }

    private static List<String> addresses() {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> "user-" + i + "@mail.sim.test")
                .toList();
    }
}
