package io.tokenweir.provision.http;

import static io.tokenweir.provision.http.ScriptedServer.HANG_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that answers byte by byte what a test wrote. */
class HttpTransportTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final HttpTransport transport = new HttpTransport("test", "agent/1");
    private ScriptedServer server;

    @AfterEach
    void close() throws IOException {
        transport.close();
        if (server != null) {
            server.close();
        }
    }

    private void serve(String... answers) {
        server = new ScriptedServer(answers);
    }

    private CompletableFuture<HttpAnswer> send(String method, URI uri, Map<String, String> headers, String body) {
        return transport.send(
                new HttpCall("step", "group", method, uri, headers, body, true, new CallContext(0, new CallMeter())));
    }

    private HttpAnswer get(String path) throws Exception {
        return send("GET", server.uri(path), Map.of(), null).get(10, TimeUnit.SECONDS);
    }

    private void isUnanswered(CompletableFuture<HttpAnswer> answer, String why) {
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(NoAnswerException.class)
                .hasMessageStartingWith(why);
    }

    @Test
    void sendsWhatTheCallSaysAndItsHostAndLength() throws Exception {
        serve(OK);

        send("POST", server.uri("/a?b=%20c"), Map.of("Content-Type", "application/json"), "{\"ü\":1}")
                .get(10, TimeUnit.SECONDS);

        assertThat(server.requests.get(0).lines().toList())
                .startsWith("POST /a?b=%20c HTTP/1.1")
                .contains(
                        "host: " + server.uri("").getAuthority(),
                        "user-agent: agent/1",
                        "Content-Type: application/json",
                        "content-length: 8");
    }

    @Test
    void saysThatAPostWithoutABodyHasNone() throws Exception {
        serve(OK, OK);

        send("POST", server.uri(""), Map.of(), null).get(10, TimeUnit.SECONDS);
        get("");

        assertThat(server.requests.get(0)).startsWith("POST / HTTP/1.1").contains("content-length: 0");
        assertThat(server.requests.get(1)).doesNotContain("content-length");
    }

    @Test
    void readsStatusHeadersAndTextInItsCharset() throws Exception {
        serve(
                "HTTP/1.1 404 Nope\r\nSet-Cookie: a=1\r\nSET-COOKIE: b=2\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
                        + "Content-Length: 1\r\n\r\n\u00fc");

        HttpAnswer answer = get("/");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers().allValues("set-cookie")).isEqualTo(List.of("a=1", "b=2"));
        assertThat(answer.body()).isEqualTo("ü");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabcde",
                "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde"
            })
    void readsABodyWhicheverWayItsEndIsTold(String wire) throws Exception {
        serve(wire);

        assertThat(get("/").body()).isEqualTo("abcde");
    }

    @Test
    void usesAConnectionAgainAndLeavesOneThatTheServerCloses() throws Exception {
        serve(OK, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", OK);

        get("/");
        get("/");
        assertThat(server.connections).hasValue(1);
        get("/");

        assertThat(server.connections).hasValue(2);
    }

    @Test
    void makesAsManyConnectionsAsThereAreCallsAtOnce() throws Exception {
        serve(OK, OK, OK);

        CompletableFuture<?>[] calls = new CompletableFuture<?>[3];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = send("GET", server.uri("/" + i), Map.of(), null);
        }
        CompletableFuture.allOf(calls).get(10, TimeUnit.SECONDS);

        assertThat(server.requests).hasSize(3);
        assertThat(server.connections).hasValueBetween(1, 3);
    }

    @Test
    void tellsThatTheServerHungUp() {
        serve(HANG_UP);

        isUnanswered(send("GET", server.uri("/"), Map.of(), null), "the connection was closed");
    }

    @Test
    void tellsThatTheAnswerBrokeOff() {
        serve("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nabc");

        isUnanswered(send("GET", server.uri("/"), Map.of(), null), "the connection was closed");
    }

    @Test
    void tellsThatTheAnswerIsNoHttp() {
        serve("SSH-2.0-OpenSSH_9\r\n\r\n");

        isUnanswered(send("GET", server.uri("/"), Map.of(), null), "the answer is no HTTP");
    }

    @Test
    void tellsThatNobodyListens() throws Exception {
        serve();
        server.close();

        isUnanswered(send("GET", server.uri("/"), Map.of(), null), "no connection could be made");
    }

    @Test
    void tellsThatAnAnswerIsTooLong() {
        serve("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + "x".repeat(9 << 20));

        isUnanswered(send("GET", server.uri("/"), Map.of(), null), "the answer is longer than 8 MiB");
    }

    @Test
    void sendsNoHeaderThatWouldSmuggleInAnother() {
        serve();

        isUnanswered(
                send("GET", server.uri("/"), Map.of("Authorization", "Bearer x\r\nX-Evil: 1"), null),
                "the request has a header that is not allowed");
    }

    @Test
    void failsWhatComesAfterItsEnd() {
        serve();
        transport.close();

        assertThatThrownBy(() -> send("GET", server.uri("/"), Map.of(), null).get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(NoAnswerException.class);
    }
}
