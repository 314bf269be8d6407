package io.tokenweir.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {
    private static final String URL = "schema.registry.url";

    @Test
    void takesSeveralUrlsWithoutTheirLastSlash() {
        assertThat(RegistrySettings.from(Map.of(URL, " http://a:1/ , https://b/path/"))
                        .urls())
                .containsExactly("http://a:1", "https://b/path");
    }

    @Test
    void takesUserAndPasswordFromTheirPropertyOrFromTheUrl() {
        assertThat(authorization(URL, "http://a", "basic.auth.user.info", "user:pw"))
                .isEqualTo("Basic dXNlcjpwdw==");
        assertThat(authorization(URL, "http://user:pw@a", "max.retries", "1")).isEqualTo("Basic dXNlcjpwdw==");
        assertThat(RegistrySettings.from(Map.of(URL, "http://user:pw@a:1/x")).urls())
                .containsExactly("http://a:1/x");
    }

    @Test
    void takesABearerToken() {
        assertThat(authorization(URL, "http://a", "bearer.auth.token", "t0ken")).isEqualTo("Bearer t0ken");
    }

    @Test
    void takesConfluentsClientPrefixToo() {
        assertThat(authorization(URL, "http://a", "schema.registry.basic.auth.user.info", "user:pw"))
                .isEqualTo("Basic dXNlcjpwdw==");
    }

    @Test
    void neverShowsCredentials() {
        assertThat(RegistrySettings.from(Map.of(URL, "http://user:geheim@a")).toString())
                .doesNotContain("geheim")
                .contains("authorized=true");
        assertThatThrownBy(() -> RegistrySettings.from(Map.of(URL, "htp://user:geheim@a")))
                .isInstanceOf(ConfigException.class)
                .message()
                .doesNotContain("geheim");
    }

    @Test
    void saysWhatIsMissingOrWrong() {
        assertThatThrownBy(() -> RegistrySettings.from(Map.of()))
                .hasMessageContaining("schema.registry.url is missing");
        assertThatThrownBy(() -> RegistrySettings.from(Map.of(URL, "http://a", "max.retries", "many")))
                .hasMessageContaining("max.retries is 'many'; it must be a whole number");
        assertThatThrownBy(() ->
                        RegistrySettings.from(Map.of(URL, "http://a", "basic.auth.credentials.source", "SASL_INHERIT")))
                .hasMessageContaining("URL and USER_INFO are supported");
        assertThatThrownBy(() ->
                        RegistrySettings.from(Map.of(URL, "http://a", "bearer.auth.credentials.source", "OAUTHBEARER")))
                .hasMessageContaining("must be STATIC_TOKEN");
    }

    private static String authorization(String... config) {
        return RegistrySettings.from(Map.of(config[0], config[1], config[2], config[3]))
                .authorization();
    }
}
