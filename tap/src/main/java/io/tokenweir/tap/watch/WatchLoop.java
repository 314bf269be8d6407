package io.tokenweir.tap.watch;

import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.netty.util.concurrent.EventExecutor;
import org.apache.avro.specific.SpecificRecord;

import io.tokenweir.common.content.ContentMarks;
import io.tokenweir.common.ledger.LedgerEntry;
import io.tokenweir.common.run.Partitions;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.time.WallAnchor;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Vantage;
import io.tokenweir.protocol.outcome.OutcomeClassifier;
import io.tokenweir.protocol.provider.Api;
import io.tokenweir.protocol.provider.EventShapes;
import io.tokenweir.protocol.provider.StreamDecoder;
import io.tokenweir.tap.proxy.CallEnd;
import io.tokenweir.tap.proxy.RequestHead;
import io.tokenweir.tap.proxy.WatchedCall;

/** What the calls of one event loop share, and the way of their events. Everything runs on the loop unless it says otherwise. */
final class WatchLoop {
    private static final int SCRATCH = 64 * 1024;

    private final EventExecutor executor;
    private final RunIdentity run;
    private final WallAnchor wall;
    private final LogicalCalls calls;
    private final EventLane lane;
    private final int partitions;
    private final LoopCounts counts;
    private final LoopClock clock;
    private final Map<Api, EventShapes> shapes = new EnumMap<>(Api.class);
    private final Map<String, OutcomeClassifier> classifiers = new HashMap<>();
    private final Set<TappedCall> open = new LinkedHashSet<>();
    private final TapSummary.Tally tally = new TapSummary.Tally();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final ContentMarks marks;
    private final byte[] scratch = new byte[SCRATCH];
    private boolean first;

    /** @param lane null: nothing is published */
    WatchLoop(
            EventExecutor executor,
            RunIdentity run,
            WallAnchor wall,
            LogicalCalls calls,
            EventLane lane,
            int partitions) {
        this.executor = executor;
        this.run = run;
        this.wall = wall;
        this.calls = calls;
        this.lane = lane;
        this.partitions = partitions;
        counts = new LoopCounts(partitions);
        clock = new LoopClock(executor, wall, counts, this::secondOver);
        marks = ContentMarks.keyedBy(run.runId());
    }

    /** @param isFirst whether it also looks after the calls that are given up. From any thread. */
    void start(long firstBoundaryMicros, boolean isFirst) {
        first = isFirst;
        clock.start(firstBoundaryMicros);
    }

    /** From any thread. */
    boolean isHere() {
        return executor.inEventLoop();
    }

    WatchedCall begins(RequestHead head, CallPath path, CallLinks links, long nanos) {
        TappedCall call = new TappedCall(this, head, path, links, nanos);
        open.add(call);
        return call;
    }

    void closed(TappedCall call) {
        open.remove(call);
    }

    /** From any thread. */
    CompletableFuture<Void> endCalls() {
        return CompletableFuture.runAsync(
                () -> {
                    long now = System.nanoTime();
                    List.copyOf(open).forEach(call -> call.ended(CallEnd.CLIENT_LEFT, "the tap was ended", now));
                },
                executor);
    }

    /** From any thread. */
    void endAt(long boundaryMicros) {
        clock.endAt(boundaryMicros);
    }

    /** Done when its last second is over. From any thread. */
    CompletableFuture<Void> over() {
        return over;
    }

    /** To be written on the loop, and read by others when it is over. */
    TapSummary.Tally tally() {
        return tally;
    }

    private void secondOver(long boundaryMicros, boolean last) {
        open.forEach(TappedCall::flushChunk);
        if (first) {
            long boundaryNanos = wall.nanoTime(boundaryMicros);
            List<LogicalCall> ended = last ? calls.all() : calls.givenUp(boundaryNanos);
            ended.forEach(call -> CallEvents.callEnded(this, call, boundaryMicros - 1));
        }
        if (lane != null) {
            lane.mark(boundaryMicros, counts.copy(), last);
        }
        if (last) {
            over.complete(null);
        }
    }

    StreamDecoder decoder(Api api) {
        return api.adapter(null).newDecoder(shapes.computeIfAbsent(api, any -> new EventShapes()));
    }

    OutcomeClassifier classifier(String provider) {
        return classifiers.computeIfAbsent(provider, name -> OutcomeClassifier.forProvider(name, Clock.systemUTC()));
    }

    /** The number of the event comes later. */
    EventHeader header(long micros) {
        return run.header(0, Vantage.TAP, micros);
    }

    String requestId(LogicalCall call) {
        return run.requestId(call.index);
    }

    /** @param prepare what is left to be done to the event, off the loop; may be null */
    void publish(SpecificRecord event, EventHeader header, String account, LedgerEntry entry, Runnable prepare) {
        if (lane != null) {
            lane.add(event, account, header, entry, prepare);
        }
    }

    void callBegan(LogicalCall call) {
        int partition = Partitions.of(Partitions.key(call.account), partitions);
        counts.started[partition]++;
        counts.inFlight[partition]++;
        tally.call();
    }

    void callEnded(LogicalCall call) {
        counts.inFlight[Partitions.of(Partitions.key(call.account), partitions)]--;
    }

    long micros(long nanos) {
        return wall.micros(nanos);
    }

    LogicalCalls calls() {
        return calls;
    }

    ContentMarks marks() {
        return marks;
    }

    /** For bytes that are in no array; its content is gone with the next call. */
    byte[] scratch() {
        return scratch;
    }
}
