package io.tokenweir.provision.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class CookieJarTest {
    private static final URI LOGIN = URI.create("http://shop.acme.test/account/login");

    private final CookieJar jar = new CookieJar();

    @Test
    void sendsACookieToItsHostAndPathOnly() {
        store(LOGIN, "sid=1; Path=/account");

        assertThat(jar.header(URI.create("http://shop.acme.test/account/keys"))).contains("sid=1");
        assertThat(jar.header(URI.create("http://shop.acme.test/accounts"))).isEmpty();
        assertThat(jar.header(URI.create("http://other.test/account/keys"))).isEmpty();
    }

    @Test
    void takesADomainThatTheHostBelongsToAndNoOther() {
        store(LOGIN, "a=1; Domain=acme.test; Path=/", "b=2; Domain=evil.test; Path=/", "c=3; Domain=test; Path=/");

        assertThat(jar.header(URI.create("http://api.acme.test/"))).contains("a=1");
        assertThat(jar.header(URI.create("http://evil.test/"))).isEmpty();
        assertThat(jar.header(URI.create("http://else.test/"))).isEmpty();
    }

    @Test
    void replacesAndForgets() {
        store(LOGIN, "sid=1; Path=/");
        store(LOGIN, "sid=2; Path=/");
        assertThat(jar.values("sid", LOGIN)).containsExactly("2");

        store(LOGIN, "sid=; Path=/; Max-Age=0");
        assertThat(jar.header(LOGIN)).isEmpty();
    }

    @Test
    void dropsWhatIsNoCookieAndTellsNoValue() {
        store(LOGIN, "", "=x", "sid=topsecret; Path=/");

        assertThat(jar.header(LOGIN)).contains("sid=topsecret");
        assertThat(jar).hasToString("CookieJar[sid]");
    }

    private void store(URI from, String... lines) {
        jar.store(from, HttpHeaders.of(Map.of("Set-Cookie", List.of(lines)), (name, value) -> true));
    }
}
