package io.tokenweir.load.health;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Times of safepoints and collections of a HotSpot JVM, to the nanosecond, from the counters that it keeps in a mapped file
 * ({@code hsperfdata}, the one that {@code jstat} reads). Reading one is reading memory.
 *
 * <p>Layout, version 2.0: a prologue of 32 bytes that says where the entries begin and how many there are; each entry is a
 * header of 20 bytes, a name, and a value. Without the file ({@code -XX:-UsePerfData}, another JVM) everything reads 0.
 */
final class VmCounters {
    private static final int MAGIC = 0xCAFEC0C0;
    private static final int ENTRIES_OFFSET_AT = 24;
    private static final int ENTRIES_COUNT_AT = 28;
    private static final int LONG_TYPE = 'J';

    private final ByteBuffer counters;
    private final Map<String, Integer> offsets;
    private final double nanosPerTick;

    private VmCounters(ByteBuffer counters) {
        this.counters = counters;
        this.offsets = offsets(counters);
        long frequency = value("sun.os.hrt.frequency");
        this.nanosPerTick = frequency == 0 ? 1 : 1e9 / frequency;
    }

    /** Those of this process. */
    static VmCounters own() {
        Path file = Path.of(
                "/tmp",
                "hsperfdata_" + System.getProperty("user.name"),
                Long.toString(ProcessHandle.current().pid()));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        } catch (IOException e) {
            return of(ByteBuffer.allocate(0));
        }
    }

    /** The counters in a file of this layout; none when it is another. */
    static VmCounters of(ByteBuffer file) {
        boolean known = file.capacity() > ENTRIES_COUNT_AT + 4 && file.getInt(0) == MAGIC && file.get(5) == 2;
        ByteBuffer counters = known ? file : ByteBuffer.allocate(0);
        if (known && file.get(4) == 1) {
            counters.order(ByteOrder.LITTLE_ENDIAN);
        }
        return new VmCounters(counters);
    }

    /** Time at safepoints since the start, collections included, ns. */
    long safepointNanos() {
        return nanos("sun.rt.safepointTime");
    }

    /** Time in which collectors stopped all threads since the start, ns. */
    long gcNanos() {
        return nanos("sun.gc.collector.0.time") + nanos("sun.gc.collector.1.time");
    }

    private long nanos(String name) {
        return (long) (value(name) * nanosPerTick);
    }

    private long value(String name) {
        Integer offset = offsets.get(name);
        return offset == null ? 0 : counters.getLong(offset);
    }

    private static Map<String, Integer> offsets(ByteBuffer file) {
        Map<String, Integer> offsets = new HashMap<>();
        if (file.capacity() == 0) {
            return offsets;
        }
        int entry = file.getInt(ENTRIES_OFFSET_AT);
        for (int left = file.getInt(ENTRIES_COUNT_AT); left > 0; left--) {
            int vectorLength = file.getInt(entry + 8);
            if (vectorLength == 0 && file.get(entry + 12) == LONG_TYPE) {
                offsets.put(text(file, entry + file.getInt(entry + 4)), entry + file.getInt(entry + 16));
            }
            entry += file.getInt(entry);
        }
        return offsets;
    }

    private static String text(ByteBuffer file, int from) {
        int end = from;
        while (file.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - from];
        file.get(from, name);
        return new String(name, StandardCharsets.US_ASCII);
    }
}
