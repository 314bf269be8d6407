package io.tokenweir.provision.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate of the server is for 127.0.0.1, and signs itself. */
class HttpTransportTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static SSLContext trusting;
    private static HttpsServer server;

    @BeforeAll
    static void listen() throws Exception {
        Path store = folder.resolve("server.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-alias",
                        "test",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .start()
                .waitFor();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("test", keys.getCertificate("test"));
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(certificates);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(own.getKeyManagers(), trusted.getTrustManagers(), null);

        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(trusting));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static HttpAnswer get(HttpTransport transport, String host) throws Exception {
        try (transport) {
            return transport
                    .send(new HttpCall(
                            "step",
                            "group",
                            "GET",
                            URI.create("https://" + host + ":"
                                    + server.getAddress().getPort()),
                            Map.of(),
                            null,
                            true,
                            new CallContext(0, new CallMeter())))
                    .get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void callsAServerWhoseCertificateItTrusts() throws Exception {
        assertThat(get(new HttpTransport("test", "agent/1", trusting), "127.0.0.1")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void callsNobodyWhoseCertificateItDoesNotTrust() {
        assertThatThrownBy(() -> get(new HttpTransport("test", "agent/1"), "127.0.0.1"))
                .hasMessageContaining("TLS failed");
    }

    @Test
    void callsNobodyWhoseCertificateIsForAnotherName() {
        assertThatThrownBy(() -> get(new HttpTransport("test", "agent/1", trusting), "localhost"))
                .hasMessageContaining("TLS failed");
    }
}
