package io.tokenweir.load.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyAddressTest {
    private static final URI TARGET = URI.create("https://api.example.com/v1");

    @Test
    void choosesByTheSchemeOfTheTarget() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://p:3128", "HTTP_PROXY", "q");
        assertThat(ProxyAddress.choose(TARGET, environment)).isEqualTo(new ProxyAddress("p", 3128, null));
        assertThat(ProxyAddress.choose(URI.create("http://api.example.com"), environment))
                .isEqualTo(new ProxyAddress("q", 80, null));
        assertThat(ProxyAddress.choose(TARGET, Map.of())).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api.example.com|true",
                "example.com|true",
                ".example.com|true",
                "*.example.com|true",
                "other.org, EXAMPLE.com|true",
                "*|true",
                "ample.com|false",
                "api.example.com:8443|false",
                "''|false"
            })
    void exceptsWhatNoProxyNames(String exceptions, boolean straight) {
        Map<String, String> environment = Map.of("https_proxy", "p:1", "no_proxy", exceptions);
        assertThat(ProxyAddress.choose(TARGET, environment) == null).isEqualTo(straight);
    }

    @Test
    void sendsNoLoopbackTrafficToAProxyElsewhere() {
        URI local = URI.create("http://127.0.0.1:8000/v1");
        assertThat(ProxyAddress.choose(local, Map.of("http_proxy", "http://proxy.corp:3128")))
                .isNull();
        assertThat(ProxyAddress.choose(local, Map.of("http_proxy", "http://127.0.0.1:3128")))
                .isNotNull();
    }

    @Test
    void showsNoPassword() {
        ProxyAddress proxy = ProxyAddress.choose(TARGET, Map.of("https_proxy", "http://u:hidden@p:1"));
        assertThat(proxy.credentials()).startsWith("Basic ");
        assertThat(proxy).hasToString("p:1");
        assertThatThrownBy(() -> ProxyAddress.choose(TARGET, Map.of("https_proxy", "socks5://u:hidden@p:1")))
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("hidden");
    }
}
