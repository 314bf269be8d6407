package io.tokenweir.provision.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.CallMeter;
import io.tokenweir.provision.http.HttpAnswer;
import io.tokenweir.provision.http.HttpCall;

class RedirectsTest {
    private static final HttpCall POST = new HttpCall(
            "join",
            "sign-up",
            "POST",
            URI.create("http://acme.test/a/join"),
            Map.of("Authorization", "Bearer x", "Cookie", "c=1", "Content-Type", "application/json"),
            "{}",
            false,
            new CallContext(0, new CallMeter()));

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void getsWhereAPostIsSentOnTo(int status) {
        HttpCall next = Redirects.next(POST, answer(status, "done?x=1")).orElseThrow();

        assertThat(next.method()).isEqualTo("GET");
        assertThat(next.uri()).hasToString("http://acme.test/a/done?x=1");
        assertThat(next.body()).isNull();
        assertThat(next.headers()).containsOnlyKeys("Authorization");
        assertThat(next.repeatable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void postsAgainWhereItIsToldTo(int status) {
        HttpCall next = Redirects.next(POST, answer(status, "/b")).orElseThrow();

        assertThat(next.method()).isEqualTo("POST");
        assertThat(next.body()).isEqualTo("{}");
        assertThat(next.repeatable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://other.test/", "https://acme.test/", "http://acme.test:81/"})
    void showsAnotherOriginNoAuthorisation(String location) {
        assertThat(Redirects.next(POST, answer(302, location)).orElseThrow().headers())
                .isEmpty();
    }

    @Test
    void goesNowhereWithoutALocationOrARedirect() {
        assertThat(Redirects.next(POST, answer(200, "/b"))).isEmpty();
        assertThat(Redirects.next(POST, new HttpAnswer(302, headers(Map.of()), "")))
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@b.c", "file:///etc/passwd", "http://a b/?token=secret"})
    void refusesWhatIsNoAddressOfTheWeb(String location) {
        assertThatThrownBy(() -> Redirects.next(POST, answer(302, location))).hasMessage("no address of the web");
    }

    private static HttpAnswer answer(int status, String location) {
        return new HttpAnswer(status, headers(Map.of("Location", List.of(location))), "");
    }

    private static HttpHeaders headers(Map<String, List<String>> headers) {
        return HttpHeaders.of(headers, (name, value) -> true);
    }
}
