package io.tokenweir.tap.proxy;

import static io.tokenweir.tap.proxy.ByteServer.head;
import static io.tokenweir.tap.proxy.ByteServer.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application sees through the proxy, against what the upstream said. */
class ProxyIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private ByteServer upstream;
    private Proxy proxy;

    @AfterEach
    void close() throws IOException {
        proxy.close();
        if (upstream != null) {
            upstream.close();
        }
    }

    @Test
    void keepsBothConnectionsForTheNextRequest() throws Exception {
        BlockingQueue<String> heads = new ArrayBlockingQueue<>(9);
        try (Socket client = client((number, in, out, socket) -> {
            while (true) {
                heads.add(head(in));
                write(out, OK);
            }
        })) {
            for (int i = 0; i < 3; i++) {
                write(client.getOutputStream(), "GET /v1/models HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(readOk(client)).isEqualTo(OK);
            }
        }

        assertThat(heads).hasSize(3).allMatch(head -> head.contains("Host: 127.0.0.1:" + upstream.port()));
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        try (Socket client = client((number, in, out, socket) -> {
            for (int i = 0; i < 3; i++) {
                write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + head(in).charAt(5) + i);
            }
        })) {
            write(client.getOutputStream(), "GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\nGET /c HTTP/1.1\r\n\r\n");

            assertThat(toTheEnd(client)).containsSubsequence("a0", "b1", "c2");
        }
    }

    @Test
    void passesContinueOnBeforeTheBodyIsSent() throws Exception {
        try (Socket client = client((number, in, out, socket) -> {
            head(in);
            write(out, "HTTP/1.1 100 Continue\r\n\r\n");
            byte[] body = in.readNBytes(4);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + new String(body, ISO_8859_1));
        })) {
            write(client.getOutputStream(), "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(head(client.getInputStream())).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            write(client.getOutputStream(), "body");

            assertThat(toTheEnd(client)).endsWith("\r\n\r\nbody");
        }
    }

    @Test
    void expectsNoBodyAfterHeadAndWithoutContent() throws Exception {
        try (Socket client = client((number, in, out, socket) -> {
            head(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
            head(in);
            write(out, "HTTP/1.1 204 No Content\r\n\r\n");
            head(in);
            write(out, "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n");
            head(in);
            write(out, OK);
        })) {
            InputStream in = client.getInputStream();
            write(client.getOutputStream(), "HEAD / HTTP/1.1\r\n\r\n");
            assertThat(head(in)).contains("5000");
            write(client.getOutputStream(), "GET / HTTP/1.1\r\n\r\n");
            assertThat(head(in)).contains("204");
            write(client.getOutputStream(), "GET / HTTP/1.1\r\n\r\n");
            assertThat(head(in)).contains("304");
            write(client.getOutputStream(), "GET / HTTP/1.1\r\n\r\n");
            assertThat(toTheEnd(client)).isEqualTo(OK);
        }
    }

    @Test
    void passesAnAnswerOnThatComesBeforeTheEndOfTheRequest() throws Exception {
        try (Socket client = client((number, in, out, socket) -> {
            head(in);
            write(out, "HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
        })) {
            write(client.getOutputStream(), "POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\nstart");

            assertThat(toTheEnd(client)).contains("413 Too Large").endsWith("big");
        }
    }

    @Test
    void closesTheUpstreamWhenTheApplicationLeavesMidStream() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        try (Socket client = client((number, in, out, socket) -> {
            head(in);
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            if (in.read() < 0) {
                left.countDown();
            }
        })) {
            write(client.getOutputStream(), "GET / HTTP/1.1\r\n\r\n");
            head(client.getInputStream());
        }

        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void showsTheApplicationWhereTheUpstreamBrokeOff() throws Exception {
        try (Socket client = client((number, in, out, socket) -> {
            head(in);
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        })) {
            write(client.getOutputStream(), "GET / HTTP/1.1\r\n\r\n");

            assertThat(toTheEnd(client)).endsWith("5\r\nhello\r\n");
        }
    }

    @Test
    void passesABodyOnThatEndsWithItsConnection() throws Exception {
        try (Socket client = client((number, in, out, socket) -> {
            head(in);
            write(out, "HTTP/1.0 200 OK\r\n\r\nall of it");
        })) {
            write(client.getOutputStream(), "GET / HTTP/1.0\r\n\r\n");

            assertThat(toTheEnd(client)).isEqualTo("HTTP/1.0 200 OK\r\n\r\nall of it");
        }
    }

    @Test
    void passesWebSocketsOnAsTheyAre() throws Exception {
        try (Socket client = client((number, in, out, socket) -> {
            head(in);
            write(
                    out,
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\u0001first");
            write(out, new String(in.readNBytes(4), ISO_8859_1));
        })) {
            write(client.getOutputStream(), "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
            head(client.getInputStream());
            write(client.getOutputStream(), "\u0002\r\n3");

            assertThat(toTheEnd(client)).isEqualTo("\u0001first\u0002\r\n3");
        }
    }

    @Test
    void saysThatItMadeTheAnswerWhenTheUpstreamIsDown() throws Exception {
        int free;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = taken.getLocalPort();
        }
        try (Socket client = connect(URI.create("http://127.0.0.1:" + free))) {
            write(client.getOutputStream(), "POST /v1/chat/completions HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}");
            String head = head(client.getInputStream());
            assertThat(head).startsWith("HTTP/1.1 502 Bad Gateway\r\nx-weir-tap: made-here\r\n");
            assertThat(body(head, client))
                    .contains("made by the Tokenweir tap, not by the provider", "Connection refused", "tap_502");

            write(client.getOutputStream(), "GET / HTTP/1.1\r\n\r\n");
            assertThat(head(client.getInputStream())).as("the connection stays").contains("502");
        }
    }

    @Test
    void saysWhatIsWrongWithARequestThatItDoesNotPassOn() throws Exception {
        try (Socket client = client((number, in, out, socket) -> {})) {
            write(client.getOutputStream(), "GET / HTTP/1.1\r\nBad : 1\r\n\r\n");

            assertThat(toTheEnd(client)).startsWith("HTTP/1.1 400").contains("a space before its colon");
        }
    }

    @Test
    void holdsTheUpstreamBackWhileTheApplicationDoesNotRead() throws Exception {
        AtomicLong written = new AtomicLong();
        long all = 256L << 20;
        try (Socket client = client((number, in, out, socket) -> {
            head(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + all + "\r\n\r\n");
            byte[] block = new byte[64 << 10];
            for (long done = 0; done < all; done += block.length) {
                out.write(block);
                written.addAndGet(block.length);
            }
        })) {
            write(client.getOutputStream(), "GET / HTTP/1.1\r\n\r\n");
            head(client.getInputStream());
            long standing = untilItStands(written);
            assertThat(standing)
                    .as("bytes that wait in sockets and in the proxy")
                    .isLessThan(64L << 20);

            client.getInputStream().skipNBytes(all);
            assertThat(written.get()).as("all of it comes").isEqualTo(all);
        }
    }

    private static long untilItStands(AtomicLong written) throws InterruptedException {
        long before = -1;
        while (before != written.get() || before == 0) {
            before = written.get();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return before;
    }

    private Socket client(ByteServer.Script script) throws IOException {
        upstream = new ByteServer(script);
        return connect(upstream.url());
    }

    private Socket connect(URI url) throws IOException {
        proxy = new Proxy(new ProxyPlan(
                new InetSocketAddress("127.0.0.1", 0),
                Upstream.of(url),
                null,
                1,
                Duration.ofSeconds(5),
                (head, client, connection, nanos) -> null));
        Socket client = new Socket("127.0.0.1", proxy.address().getPort());
        client.setSoTimeout(20_000);
        return client;
    }

    private static String readOk(Socket client) throws IOException {
        return new String(client.getInputStream().readNBytes(OK.length()), ISO_8859_1);
    }

    private static String toTheEnd(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
    }

    private static String body(String head, Socket client) throws IOException {
        int length = Integer.parseInt(head.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
        return new String(client.getInputStream().readNBytes(length), ISO_8859_1);
    }
}
