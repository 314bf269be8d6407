package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Outcome;

class TransportIT {
    private static final String TWO =
            "scenarios:\n  main: {executor: per-vu-iterations, vus: 1, iterations: 2, maxTokens: 8}\n";
    private static final ScriptedServer.Script ANSWER =
            (n, head, body, out, socket) -> ScriptedServer.write(out, ScriptedServer.stream(8));

    @TempDir
    static Path folder;

    private static TestCertificate certificate;

    private final CollectedEvents events = new CollectedEvents();

    @BeforeAll
    static void certify() throws Exception {
        certificate = TestCertificate.of(folder, "dns:localhost");
    }

    @Test
    void speaksTlsToAServerWhoseAuthorityIsNamedAndSaysWhatItTook() throws Exception {
        try (ScriptedServer server = new ScriptedServer(tlsListener(), ANSWER)) {
            run("https://localhost:" + server.port() + "/v1", trusting(), Map.of());
        }
        assertThat(events.attempts()).hasSize(2).allSatisfy(attempt -> {
            assertThat(attempt.getOutcome()).isEqualTo(Outcome.OK);
            assertThat(attempt.getHttpVersion()).isEqualTo("1.1");
            assertThat(attempt.getOutputTokensBeyondArrivals()).isZero();
        });
        AttemptEnded first = events.attempts().get(0);
        assertThat(first.getTcpNanos()).isPositive();
        assertThat(first.getTlsNanos()).isPositive();
        assertThat(first.getDnsNanos()).isPositive();
        AttemptEnded second = events.attempts().get(1);
        assertThat(second.getConnectNanos() + second.getDnsNanos() + second.getTcpNanos() + second.getTlsNanos())
                .isZero();
    }

    @Test
    void refusesACertificateThatNobodyItTrustsHasSigned() throws Exception {
        try (ScriptedServer server = new ScriptedServer(tlsListener(), ANSWER)) {
            run("https://localhost:" + server.port() + "/v1", "", Map.of());
        }
        assertThat(events.attempts()).hasSize(2).allSatisfy(attempt -> {
            assertThat(attempt.getOutcome()).isEqualTo(Outcome.CONNECT_FAILED);
            assertThat(attempt.getEvidence()).contains("not signed by a trusted authority", "target.caFile");
            assertThat(attempt.getHttpVersion()).isNull();
        });
    }

    @Test
    void refusesACertificateForAnotherHost() throws Exception {
        try (ScriptedServer server = new ScriptedServer(tlsListener(), ANSWER)) {
            run("https://127.0.0.1:" + server.port() + "/v1", trusting(), Map.of());
        }
        assertThat(events.attempts()).allSatisfy(attempt -> {
            assertThat(attempt.getOutcome()).isEqualTo(Outcome.CONNECT_FAILED);
            assertThat(attempt.getEvidence()).contains("the certificate does not fit", "127.0.0.1");
        });
    }

    @Test
    void speaksHttp2WhereTheServerOffersItAndKeepsTheConnection() throws Exception {
        try (Http2Server server = new Http2Server(certificate.keys(), 8)) {
            run("https://localhost:" + server.port() + "/v1", trusting(), Map.of());
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).hasSize(2).allSatisfy(headers -> {
                assertThat(headers).containsEntry(":path", "/v1/chat/completions");
                assertThat(headers).containsEntry("authorization", "Bearer sk-sim-key-0");
                assertThat(headers.get("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
            });
        }
        assertThat(events.attempts()).hasSize(2).allSatisfy(attempt -> {
            assertThat(attempt.getOutcome()).isEqualTo(Outcome.OK);
            assertThat(attempt.getHttpVersion()).isEqualTo("2");
            assertThat(attempt.getArrivals()).isEqualTo(8);
            assertThat(attempt.getOutputTokens()).isEqualTo(8);
        });
    }

    @Test
    void speaksHttp2WithoutTlsWhenToldTo() throws Exception {
        try (Http2Server server = new Http2Server(null, 8)) {
            run("http://127.0.0.1:" + server.port() + "/v1", "  http: 2\n", Map.of());
        }
        assertThat(events.attempts()).hasSize(2).allMatch(attempt -> attempt.getOutcome() == Outcome.OK);
    }

    @Test
    void callsAnHttp2StreamThatIsResetTruncated() throws Exception {
        try (Http2Server server = new Http2Server(certificate.keys(), -1)) {
            run("https://localhost:" + server.port() + "/v1", trusting(), Map.of());
        }
        assertThat(events.attempts()).hasSize(2).allSatisfy(attempt -> {
            assertThat(attempt.getOutcome()).isEqualTo(Outcome.TRUNCATED);
            assertThat(attempt.getArrivals()).isEqualTo(1);
        });
    }

    @Test
    void saysThatAServerOffersNoHttp2() throws Exception {
        try (ScriptedServer server = new ScriptedServer(tlsListener(), ANSWER)) {
            run("https://localhost:" + server.port() + "/v1", trusting() + "  http: 2\n", Map.of());
        }
        assertThat(events.attempts()).allSatisfy(attempt -> {
            assertThat(attempt.getOutcome()).isEqualTo(Outcome.CONNECT_FAILED);
            assertThat(attempt.getEvidence()).contains("HTTP/2");
        });
    }

    @Test
    void asksAPlainProxyWithTheWholeAddress() throws Exception {
        List<String> heads = new CopyOnWriteArrayList<>();
        try (ScriptedServer proxy = new ScriptedServer((n, head, body, out, socket) -> {
            heads.add(head);
            ScriptedServer.write(out, ScriptedServer.stream(8));
        })) {
            String address = "http://me:secret%21@127.0.0.1:" + proxy.port();
            run("http://127.0.0.1:9/v1", "", Map.of("HTTP_PROXY", address));
        }
        assertThat(heads)
                .hasSize(2)
                .allSatisfy(head -> assertThat(head)
                        .startsWith("POST http://127.0.0.1:9/v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:9\r\n")
                        .contains("\r\nProxy-Authorization: Basic bWU6c2VjcmV0IQ==\r\n"));
        assertThat(events.attempts()).allMatch(attempt -> attempt.getOutcome() == Outcome.OK);
    }

    @Test
    void goesThroughATunnelToATlsServer() throws Exception {
        try (ScriptedServer server = new ScriptedServer(tlsListener(), ANSWER);
                TunnelProxy proxy = new TunnelProxy("HTTP/1.1 200 Connection established\r\n\r\n")) {
            run(
                    "https://localhost:" + server.port() + "/v1",
                    trusting(),
                    Map.of("https_proxy", "127.0.0.1:" + proxy.port()));
            assertThat(proxy.heads())
                    .singleElement()
                    .satisfies(head ->
                            assertThat(head).startsWith("CONNECT localhost:" + server.port() + " HTTP/1.1\r\n"));
        }
        assertThat(events.attempts()).hasSize(2).allMatch(attempt -> attempt.getOutcome() == Outcome.OK);
        assertThat(events.attempts().get(0).getProxyNanos()).isPositive();
    }

    @Test
    void saysThatAProxyRefusesTheTunnel() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n")) {
            run("https://localhost:9/v1", "", Map.of("HTTPS_PROXY", "http://me:hidden@127.0.0.1:" + proxy.port()));
        }
        assertThat(events.attempts()).hasSize(2).allSatisfy(attempt -> {
            assertThat(attempt.getOutcome()).isEqualTo(Outcome.CONNECT_FAILED);
            assertThat(attempt.getEvidence())
                    .contains("refused the tunnel with status 407")
                    .doesNotContain("hidden");
        });
    }

    @Test
    void sendsTheScenariosHeadersWithSecretsFromTheEnvironment() throws Exception {
        List<String> heads = new CopyOnWriteArrayList<>();
        String headers = "  headers: {X-Team: load, authorization: 'Bearer ${GATEWAY_TOKEN}'}\n";
        try (ScriptedServer server = new ScriptedServer((n, head, body, out, socket) -> {
            heads.add(head);
            ScriptedServer.write(out, ScriptedServer.stream(8));
        })) {
            run(server.url().toString(), headers, Map.of("GATEWAY_TOKEN", "t-1"));
        }
        assertThat(heads)
                .hasSize(2)
                .allSatisfy(head -> assertThat(head)
                        .contains("\r\nX-Team: load\r\n", "\r\nauthorization: Bearer t-1\r\n")
                        .doesNotContain("sk-sim-key"));
    }

    private static ServerSocket tlsListener() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(certificate.keys().getKeyManagers(), null, null);
            return context.getServerSocketFactory().createServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String trusting() {
        return "  caFile: " + certificate.pem() + "\n";
    }

    private void run(String url, String target, Map<String, String> environment) throws Exception {
        Runs.run(Runs.plan(target + TWO, URI.create(url), 1, events.output()).withEnvironment(environment));
    }
}
