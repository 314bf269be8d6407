package io.tokenweir.simulator.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;

import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.http.Exchange;

class ChunkWriterTest {
    private final ChunkWriter chunk = ChunkWriter.begun();

    @Test
    void putsALengthInFrontOfItsParts() {
        chunk.add(ascii("data: 1"));
        chunk.add(ascii("0 tokens\n\n"));

        assertThat(written(false)).isEqualTo("11\r\ndata: 10 tokens\n\n\r\n");
    }

    @Test
    void putsTheHeadInFrontAndTheEndOfTheBodyBehind() {
        chunk.head(ascii("HTTP/1.1 200 OK\r\n\r\n"));
        chunk.add(ascii("one"));

        assertThat(written(true)).isEqualTo("HTTP/1.1 200 OK\r\n\r\n3\r\none\r\n0\r\n\r\n");
    }

    @Test
    void writesAHeadAloneAndAnEndAlone() {
        chunk.head(ascii("head"));
        assertThat(written(false)).isEqualTo("head");

        ChunkWriter.begun();
        assertThat(written(true)).isEqualTo("0\r\n\r\n");
    }

    @Test
    void writesNothingWhenItHasNothing() {
        assertThat(written(false)).isEmpty();
    }

    @Test
    void takesMoreThanItUsuallyHas() {
        chunk.head(ascii("head"));
        for (int i = 0; i < 10; i++) {
            chunk.add(ascii("x".repeat(10_000)));
        }

        assertThat(written(true)).isEqualTo("head186a0\r\n" + "x".repeat(100_000) + "\r\n0\r\n\r\n");
        assertThat(ChunkWriter.begun().size()).isZero();
    }

    private String written(boolean last) {
        StringBuilder text = new StringBuilder();
        Exchange exchange = (Exchange) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Exchange.class}, (proxy, method, arguments) -> {
                    text.append(new String((byte[]) arguments[0], (int) arguments[1], (int) arguments[2], US_ASCII));
                    return null;
                });
        assertThat(chunk.writeTo(exchange, last)).isEqualTo(text.length() > 0);
        return text.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
