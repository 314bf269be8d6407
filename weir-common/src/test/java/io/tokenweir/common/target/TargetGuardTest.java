package io.tokenweir.common.target;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tokenweir.common.scenario.TargetSpec.Authorisation;

class TargetGuardTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Authorisation DECLARED =
            new Authorisation("Jane, SRE", LocalDate.of(2026, 12, 1), List.of("gateway.example"));

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8000/v1", "http://localhost:80", "http://127.9.8.7", "http://[::1]:9"})
    void letsLoopbackThrough(String target) {
        assertThatCode(() -> new TargetGuard(null, TODAY).checkSignUp(URI.create(target)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1.evil.example/", "http://10.0.0.1", "https://gateway.example"})
    void refusesEverythingElseThatIsNotDeclared(String target) {
        assertThatThrownBy(() -> new TargetGuard(null, TODAY).checkTraffic(URI.create(target)))
                .isInstanceOf(RefusedTargetException.class)
                .hasMessageContaining("not declared as authorised");
    }

    @Test
    void letsADeclaredHostThroughUntilItsLastDay() {
        URI target = URI.create("https://gateway.example/v1");

        assertThatCode(() -> new TargetGuard(DECLARED, LocalDate.of(2026, 12, 1)).checkTraffic(target))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new TargetGuard(DECLARED, LocalDate.of(2026, 12, 2)).checkTraffic(target))
                .hasMessageContaining("ended on 2026-12-01");
    }

    @Test
    void refusesAHostThatIsNotOnTheList() {
        assertThatThrownBy(() -> new TargetGuard(DECLARED, TODAY).checkTraffic(URI.create("https://other.example")))
                .hasMessageContaining("not among the authorised hosts");
    }

    @Test
    void refusesSignUpAtAPublicVendorWhateverIsDeclared() {
        Authorisation declared = new Authorisation("me", TODAY, List.of("api.openai.com"));

        assertThatThrownBy(
                        () -> new TargetGuard(declared, TODAY).checkSignUp(URI.create("https://api.openai.com/signup")))
                .hasMessageContaining("Bulk sign-up at api.openai.com is refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://API.OpenAI.com/signup", "https://openai.com./signup", "https://x.groq.com"})
    void knowsAVendorHoweverItsNameIsWritten(String vendor) {
        Authorisation declared =
                new Authorisation("me", TODAY, List.of("api.openai.com", "openai.com.", "openai.com", "x.groq.com"));

        assertThatThrownBy(() -> new TargetGuard(declared, TODAY).checkSignUp(URI.create(vendor)))
                .hasMessageContaining("Bulk sign-up at");
    }

    @Test
    void saysHowAnAddressLooks() {
        assertThatThrownBy(() -> new TargetGuard(null, TODAY).checkTraffic(URI.create("127.0.0.1")))
                .hasMessageContaining("write for instance http://127.0.0.1:8000/v1");
    }
}
