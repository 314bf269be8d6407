package io.tokenweir.streams;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

import io.tokenweir.common.health.ErrorBounds;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.KeyStats;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Vantage;

/** Pieces that several states share. */
final class AvroState {
    private static final SpecificDatumWriter<Aggregate> AGGREGATE_WRITER = new SpecificDatumWriter<>(Aggregate.class);
    private static final SpecificDatumWriter<KeyStats> KEYS_WRITER = new SpecificDatumWriter<>(KeyStats.class);
    private static final SpecificDatumWriter<MeterHealth> HEALTH_WRITER = new SpecificDatumWriter<>(MeterHealth.class);

    private AvroState() {}

    /** Writes the values of a map, with their keys. */
    interface EntryWriter<K, V> {
        void write(K key, V value) throws IOException;
    }

    /** Reads one entry. */
    interface EntryReader {
        void read() throws IOException;
    }

    static void writeSums(Sums sums, Encoder out) throws IOException {
        AGGREGATE_WRITER.write(AggregateCodec.toAvro(sums), out);
    }

    static Sums readSums(Decoder in) throws IOException {
        return AggregateCodec.fromAvro(new SpecificDatumReader<>(Aggregate.class).read(null, in));
    }

    static void writeHealth(MeterHealth health, Encoder out) throws IOException {
        out.writeBoolean(health != null);
        if (health != null) {
            HEALTH_WRITER.write(health, out);
        }
    }

    static MeterHealth readHealth(Decoder in) throws IOException {
        return in.readBoolean() ? new SpecificDatumReader<>(MeterHealth.class).read(null, in) : null;
    }

    static void writeKeys(KeyStats keys, Encoder out) throws IOException {
        out.writeBoolean(keys != null);
        if (keys != null) {
            KEYS_WRITER.write(keys, out);
        }
    }

    static KeyStats readKeys(Decoder in) throws IOException {
        return in.readBoolean() ? new SpecificDatumReader<>(KeyStats.class).read(null, in) : null;
    }

    static void writeErrors(ErrorBounds errors, Encoder out) throws IOException {
        out.writeBoolean(errors != null);
        if (errors != null) {
            out.writeLong(errors.ttftNanos());
            out.writeLong(errors.interTokenNanos());
        }
    }

    static ErrorBounds readErrors(Decoder in) throws IOException {
        return in.readBoolean() ? new ErrorBounds(in.readLong(), in.readLong()) : null;
    }

    static void writeNotes(Map<Long, SecondNote> notes, Encoder out) throws IOException {
        writeEntries(notes, out, (end, note) -> {
            out.writeLong(end);
            writeHealth(note.health(), out);
            writeEntries(note.inFlight(), out, (vantage, open) -> {
                out.writeString(vantage.name());
                out.writeInt(open);
            });
            out.writeBoolean(note.complete());
            out.writeLong(note.clockSpreadMicros());
        });
    }

    static void readNotes(Map<Long, SecondNote> notes, Decoder in) throws IOException {
        readEntries(in, () -> {
            long end = in.readLong();
            MeterHealth health = readHealth(in);
            Map<Vantage, Integer> inFlight = new EnumMap<>(Vantage.class);
            readEntries(in, () -> inFlight.put(Vantage.valueOf(in.readString()), in.readInt()));
            notes.put(end, new SecondNote(health, inFlight, in.readBoolean(), in.readLong()));
        });
    }

    static <K, V> void writeEntries(Map<K, V> map, Encoder out, EntryWriter<K, V> writer) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<K, V> entry : map.entrySet()) {
            writer.write(entry.getKey(), entry.getValue());
        }
    }

    static void readEntries(Decoder in, EntryReader reader) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            reader.read();
        }
    }
}
