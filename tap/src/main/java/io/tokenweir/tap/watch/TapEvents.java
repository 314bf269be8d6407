package io.tokenweir.tap.watch;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;

import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.time.WallAnchor;
import io.tokenweir.tap.proxy.CallWatch;
import io.tokenweir.tap.proxy.Proxy;
import io.tokenweir.tap.proxy.RequestHead;
import io.tokenweir.tap.proxy.WatchedCall;

/**
 * Watches the calls that pass through a proxy and publishes them as events of the vantage TAP, with ticks and end markers. Of a
 * path that is no call to a model nothing is published. Owns a thread that encodes; the publisher stays the caller's.
 *
 * <p>{@link #start} and {@link #end} are for one thread; {@link #begins} is called on the proxy's event loops.
 */
public final class TapEvents implements CallWatch {
    private static final long SECOND_MICROS = 1_000_000L;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final EventOut out;
    private final RunIdentity run;
    private final String linkHeader;
    private final WallAnchor wall = WallAnchor.take();
    private final LogicalCalls calls = new LogicalCalls(PATIENCE_NANOS);
    private volatile List<WatchLoop> loops = List.of();
    private EventLane lane;

    /** @param out null: calls are counted, and nothing is published */
    public TapEvents(EventOut out, RunIdentity run, String linkHeader) {
        this.out = out;
        this.run = run;
        this.linkHeader = linkHeader;
    }

    /** From now on the calls of this proxy, which was made with this watch, are watched. */
    public void start(Proxy proxy) {
        List<EventExecutor> all = new ArrayList<>();
        proxy.loops().forEach(all::add);
        lane = out == null ? null : new EventLane(out, run, all.size());
        List<WatchLoop> made = new ArrayList<>();
        long firstBoundary = (wall.micros(System.nanoTime()) / SECOND_MICROS + 1) * SECOND_MICROS;
        for (EventExecutor executor : all) {
            WatchLoop loop = new WatchLoop(executor, run, wall, calls, lane, out == null ? 1 : out.partitions());
            loop.start(firstBoundary, made.isEmpty());
            made.add(loop);
        }
        loops = List.copyOf(made);
    }

    @Override
    public WatchedCall begins(RequestHead head, InetSocketAddress client, long connection, long nanos) {
        CallPath path = CallPath.of(head.method(), head.path());
        if (path == null) {
            return null;
        }
        for (WatchLoop loop : loops) {
            if (loop.isHere()) {
                return loop.begins(head, path, CallLinks.of(head, linkHeader), nanos);
            }
        }
        return null;
    }

    /** Ends what is open as cancelled, publishes the end markers, and waits until they were handed to the publisher. */
    public TapSummary end() throws InterruptedException {
        List<WatchLoop> ending = loops;
        loops = List.of();
        CompletableFuture.allOf(ending.stream().map(WatchLoop::endCalls).toArray(CompletableFuture[]::new))
                .join();
        long lastBoundary = (wall.micros(System.nanoTime()) / SECOND_MICROS + 1) * SECOND_MICROS;
        ending.forEach(loop -> loop.endAt(lastBoundary));
        CompletableFuture.allOf(ending.stream().map(WatchLoop::over).toArray(CompletableFuture[]::new))
                .join();
        if (lane != null) {
            lane.awaitEnd();
        }
        return TapSummary.of(ending.stream().map(WatchLoop::tally)::iterator, lane == null ? 0 : lane.lost());
    }
}
