package io.tokenweir.tap.proxy;

import static io.tokenweir.tap.proxy.ByteServer.head;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/** Random bodies, cut at random places, both ways: what arrives is what was sent, chunk sizes, extensions and trailers included. */
class FuzzedStreamsIT {
    private static final int EXCHANGES = 300;

    @Test
    void bytesAreTheSameOnBothSides() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < EXCHANGES; i++) {
            exchange(new Random(random.nextLong()), "seed " + seed + ", exchange " + i);
        }
    }

    private static void exchange(Random random, String name) throws Exception {
        byte[] request = message(random, "POST /v1/chat/completions?x=%20 HTTP/1.1\r\nHost: h\r\nX-Odd:   a,,b \r\n");
        byte[] answer = message(random, "HTTP/1.1 200 OK\r\nX-odd:  c \r\n");
        int requestHead = headLength(request);
        CompletableFuture<byte[]> seen = new CompletableFuture<>();
        long cuts = random.nextLong();
        try (ByteServer upstream = new ByteServer((number, in, out, socket) -> {
                    head(in);
                    Thread writer = new Thread(() -> inPieces(answer, out, new Random(cuts)));
                    writer.start();
                    byte[] body = in.readNBytes(request.length - requestHead);
                    writer.join();
                    seen.complete(body);
                    // stays open until the application has read all
                    in.read();
                });
                Proxy proxy = new Proxy(new ProxyPlan(
                        new InetSocketAddress("127.0.0.1", 0),
                        Upstream.of(upstream.url()),
                        null,
                        1,
                        Duration.ofSeconds(5),
                        (head, client, connection, nanos) -> null));
                Socket client = new Socket("127.0.0.1", proxy.address().getPort())) {
            client.setTcpNoDelay(true);
            client.setSoTimeout(20_000);
            Random ours = new Random(cuts + 1);
            OutputStream out = client.getOutputStream();
            Thread writer = new Thread(() -> inPieces(request, out, ours));
            writer.start();

            assertThat(client.getInputStream().readNBytes(answer.length))
                    .as(name)
                    .isEqualTo(answer);
            assertThat(seen.get(20, TimeUnit.SECONDS))
                    .as(name)
                    .isEqualTo(Arrays.copyOfRange(request, requestHead, request.length));
            writer.join();
        }
    }

    private static byte[] message(Random random, String head) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] body = new byte[random.nextInt(4) == 0 ? random.nextInt(200_000) : random.nextInt(2_000)];
        random.nextBytes(body);
        out.writeBytes(head.getBytes(ISO_8859_1));
        if (random.nextBoolean()) {
            out.writeBytes(("Content-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1));
            out.write(body);
            return out.toByteArray();
        }
        out.writeBytes("Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n".getBytes(ISO_8859_1));
        for (int at = 0; at < body.length; ) {
            int size = Math.min(body.length - at, 1 + random.nextInt(random.nextInt(5) == 0 ? 60_000 : 200));
            String extension = random.nextInt(5) == 0 ? ";ext=\"a b\"" : "";
            String digits = Integer.toHexString(size);
            out.writeBytes(
                    ((random.nextBoolean() ? digits : "00" + digits.toUpperCase(Locale.ROOT)) + extension + "\r\n")
                            .getBytes(ISO_8859_1));
            out.write(body, at, size);
            out.writeBytes("\r\n".getBytes(ISO_8859_1));
            at += size;
        }
        out.writeBytes(
                ("0\r\n" + (random.nextBoolean() ? "X-Sum: 7\r\nX-Two: b\r\n" : "") + "\r\n").getBytes(ISO_8859_1));
        return out.toByteArray();
    }

    private static int headLength(byte[] message) {
        return new String(message, ISO_8859_1).indexOf("\r\n\r\n") + 4;
    }

    private static void inPieces(byte[] bytes, OutputStream out, Random random) {
        int usual = 1 + random.nextInt(random.nextBoolean() ? 20 : 20_000);
        try {
            for (int at = 0, written = 0; at < bytes.length; written++) {
                int size = Math.min(bytes.length - at, 1 + random.nextInt(usual));
                if (written > 200) {
                    size = bytes.length - at;
                }
                out.write(bytes, at, size);
                out.flush();
                at += size;
            }
        } catch (IOException e) {
            // the reader will miss it
        }
    }
}
