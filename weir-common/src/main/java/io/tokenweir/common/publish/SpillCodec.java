package io.tokenweir.common.publish;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.common.ledger.LedgerEntry;

/** Events as bytes, one after the other, for files that the same process reads again. */
final class SpillCodec {
    private static final int NO_KEY = -1;

    private SpillCodec() {}

    static void write(OutboundEvent event, DataOutputStream out) throws IOException {
        out.writeUTF(event.topic());
        out.writeInt(event.partition());
        out.writeInt(event.key() == null ? NO_KEY : event.key().length);
        if (event.key() != null) {
            out.write(event.key());
        }
        out.writeInt(event.length());
        out.write(event.bytes(), 0, event.length());
        LedgerEntry entry = event.ledgerEntry();
        out.writeBoolean(entry != null);
        if (entry != null) {
            out.writeInt(entry.segment());
            out.writeLong(entry.recordHash());
            out.writeLong(entry.arrivals());
            out.writeLong(entry.inputTokens());
            out.writeLong(entry.outputTokens());
            out.writeLong(entry.costPico());
            writeCounts(entry.requests(), out);
            writeCounts(entry.attempts(), out);
        }
    }

    static List<OutboundEvent> readAll(byte[] bytes, int length) throws IOException {
        List<OutboundEvent> events = new ArrayList<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
        while (in.available() > 0) {
            String topic = in.readUTF();
            int partition = in.readInt();
            int keyLength = in.readInt();
            byte[] key = keyLength == NO_KEY ? null : in.readNBytes(keyLength);
            byte[] value = in.readNBytes(in.readInt());
            events.add(new OutboundEvent(topic, partition, key, value, in.readBoolean() ? readEntry(in) : null));
        }
        return events;
    }

    private static LedgerEntry readEntry(DataInputStream in) throws IOException {
        return new LedgerEntry()
                .set(in.readInt(), in.readLong())
                .counts(in.readLong(), in.readLong(), in.readLong(), in.readLong(), readCounts(in), readCounts(in));
    }

    private static void writeCounts(Map<String, Long> counts, DataOutputStream out) throws IOException {
        out.writeShort(counts.size());
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            out.writeUTF(count.getKey());
            out.writeLong(count.getValue());
        }
    }

    private static Map<String, Long> readCounts(DataInputStream in) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (int left = in.readShort(); left > 0; left--) {
            counts.put(in.readUTF(), in.readLong());
        }
        return counts;
    }
}
