package io.tokenweir.provision;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tokenweir.common.target.RefusedTargetException;

class ProvisionGuardTest {
    private static ProvisionPlan planAt(String portal) {
        URI loopback = URI.create("http://127.0.0.1:9");
        ProvisionPlan base;
        try (FakeProvider provider = new FakeProvider()) {
            base = ProvisionHarness.plan(provider, 1);
        }
        return ProvisionPlan.of(
                "b",
                1,
                1,
                new Endpoints(URI.create(portal), loopback, loopback),
                base.vault(),
                base.kafka(),
                base.run(),
                base.guard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://platform.openai.com", "https://console.anthropic.com", "https://groq.com/x"})
    void refusesToSignUpAtAKnownVendorBeforeAnythingIsCalled(String portal) {
        assertThatThrownBy(() -> Provisioner.start(planAt(portal)))
                .isInstanceOf(RefusedTargetException.class)
                .hasMessageContaining("Bulk sign-up");
    }

    @Test
    void refusesAHostThatIsNotDeclared() {
        assertThatThrownBy(() -> Provisioner.start(planAt("http://gateway.example.test")))
                .isInstanceOf(RefusedTargetException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "-x", "ünï"})
    void refusesABatchThatIsNoName(String batch) {
        ProvisionPlan plan = planAt("http://127.0.0.1:9");
        assertThatThrownBy(() -> ProvisionPlan.of(
                        batch, 1, 1, plan.endpoints(), plan.vault(), plan.kafka(), plan.run(), plan.guard()))
                .hasMessageContaining("is no name for accounts");
    }
}
