package io.tokenweir.tap.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.common.ledger.LedgerEntry;
import io.tokenweir.events.ArrivalKind;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.KindRun;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.protocol.provider.DeltaKind;

/** When each delta of one attempt came, handed over in chunks of up to 32. On the loop of its call. */
final class Arrivals {
    private static final int MOST = 32;
    private static final long NANOS_PER_MICRO = 1_000L;

    private final WatchLoop loop;
    private final TappedCall call;
    private final Map<String, Long> byKind = new TreeMap<>();
    private int count;
    private long readNanos;
    private long lastReadCounted;
    private long lastOffsetMicros;
    private long ttftNanos = -1;
    private long ttfatNanos = -1;
    private long lastNanos = -1;
    private TokenChunk chunk;
    private long chunkLastNanos;

    Arrivals(WatchLoop loop, TappedCall call) {
        this.loop = loop;
        this.call = call;
    }

    /** What follows came with this read. */
    void readAt(long nanos) {
        readNanos = nanos;
    }

    void add(DeltaKind kind) {
        long since = readNanos - call.startNanos;
        long offsetMicros = since / NANOS_PER_MICRO;
        boolean shared = count > 0 && readNanos == lastReadCounted;
        if (chunk != null && chunk.getGapsMicros().size() == MOST) {
            flush();
        }
        if (chunk == null) {
            open(offsetMicros);
        }
        chunk.getGapsMicros().add(offsetMicros - lastOffsetMicros);
        chunk.setSharedReads(chunk.getSharedReads() + (shared ? 1 : 0));
        kind(ArrivalKind.valueOf(kind.name()));
        if (count == 0) {
            ttftNanos = since;
            chunk.setTtftNanos(since);
            lag();
        }
        if (kind == DeltaKind.CONTENT && ttfatNanos < 0) {
            ttfatNanos = since;
            chunk.setTtfatNanos(since);
            lag();
        }
        byKind.merge(kind.name(), 1L, Long::sum);
        lastOffsetMicros = offsetMicros;
        lastReadCounted = readNanos;
        lastNanos = since;
        chunkLastNanos = readNanos;
        count++;
    }

    private void lag() {
        chunk.setStartLagNanos(call.startNanos - call.begun().call().startNanos);
    }

    private void open(long offsetMicros) {
        LogicalCalls.Begun begun = call.begun();
        chunk = new TokenChunk(
                begun.call().series,
                begun.call().index,
                begun.attempt(),
                count,
                offsetMicros,
                0L,
                null,
                null,
                new ArrayList<>(MOST),
                new ArrayList<>(),
                0);
    }

    private void kind(ArrivalKind kind) {
        List<KindRun> kinds = chunk.getKinds();
        KindRun last = kinds.isEmpty() ? null : kinds.get(kinds.size() - 1);
        if (last != null && last.getKind() == kind) {
            last.setCount(last.getCount() + 1);
        } else {
            kinds.add(new KindRun(kind, 1));
        }
    }

    void flush() {
        if (chunk == null) {
            return;
        }
        EventHeader header = loop.header(loop.micros(chunkLastNanos));
        LedgerEntry entry = new LedgerEntry().counts(chunk.getGapsMicros().size(), 0, 0, 0, Map.of(), Map.of());
        loop.publish(
                new TokenEvent(header, TokenEventKind.CHUNK, chunk, null, null),
                header,
                call.begun().call().account,
                entry,
                null);
        chunk = null;
    }

    int count() {
        return count;
    }

    Map<String, Long> byKind() {
        return byKind;
    }

    /** From the start of the attempt, as the other two; -1: none came. */
    long ttftNanos() {
        return ttftNanos;
    }

    long ttfatNanos() {
        return ttfatNanos;
    }

    long lastNanos() {
        return lastNanos;
    }
}
