package io.tokenweir.provision;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

import io.tokenweir.common.publish.AtomicPublisher;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.events.Account;
import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.AccountEventKind;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** The two topics in memory: transactions are all or nothing, and a new publisher fences the one before it. */
final class MemoryLog {
    static {
        trustEvents();
    }

    final List<OutboundEvent> committed = new ArrayList<>();
    private int generation;

    synchronized AtomicPublisher publisher() {
        int mine = ++generation;
        return new AtomicPublisher() {
            @Override
            public void publishAtomically(List<OutboundEvent> events) {
                synchronized (MemoryLog.this) {
                    if (mine != generation) {
                        throw new FencedException("somebody else has taken over", null);
                    }
                    committed.addAll(events);
                }
            }

            @Override
            public long claim(long wallMillis) {
                return mine;
            }

            @Override
            public void confirm() {
                synchronized (MemoryLog.this) {
                    if (mine != generation) {
                        throw new FencedException("somebody else has taken over", null);
                    }
                }
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    /** The last snapshot of each account. */
    synchronized Map<String, Account> accounts() {
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (OutboundEvent event : committed) {
            if (event.topic().equals(Topic.ACCOUNTS.baseName())) {
                accounts.put(
                        new String(event.key(), StandardCharsets.UTF_8),
                        decode(event.value(), new Account(), Account.class));
            }
        }
        return accounts;
    }

    synchronized List<AccountEvent> events(AccountEventKind kind) {
        return committed.stream()
                .filter(event -> event.topic().equals(Topic.ACCOUNT_EVENTS.baseName()))
                .map(event -> decode(event.value(), new AccountEvent(), AccountEvent.class))
                .filter(event -> event.getKind() == kind)
                .toList();
    }

    /** Avro loads only classes that it was told to trust; the wire format tells it. */
    private static void trustEvents() {
        try {
            MethodHandles.lookup().ensureInitialized(AvroWire.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] encode(String topic, SpecificRecord value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T decode(byte[] bytes, T into, Class<T> type) {
        try {
            return new SpecificDatumReader<>(type)
                    .read(into, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
