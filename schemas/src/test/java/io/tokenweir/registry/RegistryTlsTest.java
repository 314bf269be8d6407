package io.tokenweir.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static Path store;
    private static HttpsServer server;

    @BeforeAll
    static void listen() throws Exception {
        store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", RegistryTlsTest::answer);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        assertThatThrownBy(() -> ask(Map.of()))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void trustsWhatTheTrustStoreHolds() {
        assertThat(ask(Map.of("location", store.toString(), "type", "PKCS12", "password", PASSWORD)))
                .isEqualTo("\"int\"");
    }

    @Test
    void trustsACertificateInAPemFile() throws Exception {
        KeyStore keys = load();
        String body = Base64.getMimeEncoder()
                .encodeToString(
                        keys.getCertificate(keys.aliases().nextElement()).getEncoded());
        Path pem = folder.resolve("ca.pem");
        Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");

        assertThat(ask(Map.of("location", pem.toString(), "type", "PEM"))).isEqualTo("\"int\"");
    }

    @Test
    void saysWhichStoreCannotBeRead() {
        assertThatThrownBy(() -> ask(Map.of("location", "/no/such/file")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.ssl.truststore.location is /no/such/file, which cannot be read");
    }

    private static String ask(Map<String, String> trustStore) {
        Map<String, String> config = new HashMap<>();
        trustStore.forEach((key, value) -> config.put("schema.registry.ssl.truststore." + key, value));
        config.put(
                "schema.registry.url",
                "https://127.0.0.1:" + server.getAddress().getPort());
        config.put("max.retries", "0");
        return SchemaRegistryClient.of(config).schemaById(1).toString();
    }

    private static KeyStore load() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = "{\"schema\":\"\\\"int\\\"\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
