package io.tokenweir.protocol.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SseScannerTest {
    private final SseScanner scanner = new SseScanner();
    private final List<String> events = new ArrayList<>();

    @Property(tries = 2000)
    void findsTheSameEventsAsAPlainReaderWhateverTheSplit(@ForAll("streams") String stream, @ForAll Random random) {
        scanner.reset();
        events.clear();
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < bytes.length) {
            int size = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
            feedCopy(bytes, at, size);
            at += size;
        }
        assertThat(events).isEqualTo(plainRead(stream));
    }

    @Provide
    Arbitrary<String> streams() {
        Arbitrary<String> line = Arbitraries.of(
                "data: {\"a\":\"é😀\"}",
                "data:x",
                "data",
                "data:",
                "data:  two",
                "datax: no",
                ": ping",
                "event: delta",
                "id: 7",
                "retry: 10",
                "",
                "",
                "",
                "dat",
                "\uFEFFdata: bom");
        Arbitrary<String> end = Arbitraries.of("\n", "\r\n", "\r");
        return net.jqwik.api.Combinators.combine(line, end)
                .as((l, e) -> l + e)
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Test
    void dropsAnEventThatNoBlankLineEnds() {
        feed("data: whole\n\ndata: half\n");
        assertThat(events).containsExactly("whole");
        assertThat(scanner.insideEvent()).isTrue();
    }

    @Test
    void joinsSeveralDataLines() {
        feed("data: a\r\ndata: b\r\n\r\n");
        assertThat(events).containsExactly("a\nb");
    }

    @Test
    void givesUpOnALineWithoutEnd() {
        byte[] flood = new byte[1024 * 1024];
        java.util.Arrays.fill(flood, (byte) 'x');
        for (int i = 0; i < 10; i++) {
            scanner.feed(flood, 0, flood.length, (data, offset, length) -> {});
        }
        assertThat(scanner.overflow()).contains("longer than 4194304 bytes");
    }

    @Test
    void takesNoMoreMemoryThanAllStreamsMayHaveTogether() {
        StreamMemory memory = new StreamMemory(3_000_000);
        byte[] flood = new byte[1_000_000];
        java.util.Arrays.fill(flood, (byte) 'x');
        SseScanner one = new SseScanner(memory);
        SseScanner other = new SseScanner(memory);
        one.feed(flood, 0, flood.length, (data, offset, length) -> {});
        one.feed(flood, 0, flood.length, (data, offset, length) -> {});
        other.feed(flood, 0, flood.length, (data, offset, length) -> {});
        other.feed(flood, 0, flood.length, (data, offset, length) -> {});
        assertThat(one.overflow()).isNull();
        assertThat(other.overflow()).contains("of all streams together");
        one.reset();
        other.reset();
        assertThat(memory.take(3_000_000)).isTrue();
    }

    @Test
    void givesMemoryBackWhenALongEventIsWhole() {
        StreamMemory memory = new StreamMemory(3_000_000);
        SseScanner one = new SseScanner(memory);
        byte[] text = ("data: " + "y".repeat(1_000_000)).getBytes(StandardCharsets.US_ASCII);
        List<Integer> lengths = new ArrayList<>();
        one.feed(text, 0, text.length, (data, offset, length) -> lengths.add(length));
        one.feed(new byte[] {'\n', '\n'}, 0, 2, (data, offset, length) -> lengths.add(length));
        assertThat(lengths).containsExactly(1_000_000);
        assertThat(memory.take(3_000_000)).isTrue();
    }

    @Test
    void givesMemoryBackWhenABrokenEventIsLetGo() {
        StreamMemory memory = new StreamMemory(3_000_000);
        SseScanner one = new SseScanner(memory);
        byte[] text = ("data: 1\ndata: " + "y".repeat(1_000_000)).getBytes(StandardCharsets.US_ASCII);
        List<Integer> lengths = new ArrayList<>();
        one.feed(text, 0, text.length, (data, offset, length) -> lengths.add(length));
        one.letGo();
        assertThat(memory.take(3_000_000)).isTrue();
        memory.giveBack(3_000_000);
        one.reset();
        one.feed(
                new byte[] {'d', 'a', 't', 'a', ':', 'z', '\n', '\n'},
                0,
                8,
                (data, offset, length) -> lengths.add(length));
        assertThat(lengths).containsExactly(1);
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        feedCopy(bytes, 0, bytes.length);
    }

    /** Feeds a copy that is overwritten afterwards, as a read buffer is. */
    private void feedCopy(byte[] bytes, int offset, int length) {
        byte[] copy = new byte[length + 6];
        System.arraycopy(bytes, offset, copy, 3, length);
        scanner.feed(
                copy,
                3,
                length,
                (data, from, size) -> events.add(new String(data, from, size, StandardCharsets.UTF_8)));
        java.util.Arrays.fill(copy, (byte) '!');
    }

    private static List<String> plainRead(String stream) {
        String text = stream.startsWith("\uFEFF") ? stream.substring(1) : stream;
        String[] lines = text.split("\r\n|\n|\r", -1);
        List<String> found = new ArrayList<>();
        List<String> data = new ArrayList<>();
        for (int i = 0; i < lines.length - 1; i++) {
            String line = lines[i];
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    found.add(String.join("\n", data));
                }
                data.clear();
            } else if (line.equals("data") || line.startsWith("data:")) {
                String value = line.equals("data") ? "" : line.substring(5);
                data.add(value.startsWith(" ") ? value.substring(1) : value);
            }
        }
        return found;
    }
}
