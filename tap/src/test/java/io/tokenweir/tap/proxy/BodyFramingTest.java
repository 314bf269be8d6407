package io.tokenweir.tap.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BodyFramingTest {
    private final BodyFraming framing = new BodyFraming();

    @Test
    void findsTheEndByLength() {
        framing.length(5);

        assertThat(take("hello and more")).isEqualTo(5);
        assertThat(framing.isOver()).isTrue();
    }

    @Test
    void findsTheEndBehindChunksWithExtensionsAndTrailers() {
        String body = "5;name=value\r\nhello\r\n0A\r\n0123456789\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n";
        framing.chunked();

        assertThat(take(body + "HTTP/1.1")).isEqualTo(body.length());
        assertThat(framing.isOver()).isTrue();
    }

    @Test
    void acceptsBareLineFeeds() {
        framing.chunked();

        assertThat(take("1\na\n0\n\n!")).isEqualTo(7);
        assertThat(framing.isOver()).isTrue();
    }

    @Test
    void failsWhereAChunkHasNoSize() {
        framing.chunked();

        take("\r\n");

        assertThat(framing.isFailed()).isTrue();
    }

    @Test
    void failsWhereAChunkIsLongerThanItSaid() {
        framing.chunked();

        take("1\r\nab\r\n");

        assertThat(framing.isFailed()).isTrue();
    }

    @Test
    void endsWithTheConnectionWhereNothingElseIsSaid() {
        framing.toEnd();

        assertThat(take("anything")).isEqualTo(8);
        assertThat(framing.isOver()).isFalse();
        assertThat(framing.connectionEnded()).isTrue();
    }

    @Property(tries = 200)
    void findsTheSameEndHoweverTheBytesAreCut(
            @ForAll @Size(min = 1, max = 12) int[] sizes, @ForAll @IntRange(min = 1, max = 9) int piece) {
        StringBuilder body = new StringBuilder();
        for (int size : sizes) {
            int length = Math.floorMod(size, 40) + 1;
            body.append(Integer.toHexString(length))
                    .append("\r\n")
                    .append("x".repeat(length))
                    .append("\r\n");
        }
        body.append("0\r\n\r\n");
        ByteBuf all = Unpooled.copiedBuffer(body + "tail", ISO_8859_1);
        framing.chunked();
        int at = 0;
        while (!framing.isOver()) {
            at = framing.take(all, at, Math.min(at + piece, all.writerIndex()));
        }

        assertThat(at).isEqualTo(body.length());
    }

    private int take(String bytes) {
        ByteBuf in = Unpooled.copiedBuffer(bytes, ISO_8859_1);
        return framing.take(in, 0, in.writerIndex());
    }
}
