package io.tokenweir.tap.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The upstream's addresses, in turn. Looked up on a thread of its own, because Java's look-up blocks, and again after {@link
 * #FRESH_NANOS}, because providers move; an old answer serves until the new one is there. Thread-safe; owns its thread.
 */
final class UpstreamNames implements AutoCloseable {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** @param tookNanos of the look-up */
    record Found(InetAddress[] addresses, long atNanos, long tookNanos) {}

    private final Upstream upstream;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(new DefaultThreadFactory("weir-tap-dns", true));
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Found found;
    private CompletableFuture<Found> asked;

    UpstreamNames(Upstream upstream) {
        this.upstream = upstream;
    }

    /** Fails with {@link UnknownHostException}. */
    CompletableFuture<Found> find() {
        Found known = found;
        if (known == null) {
            return ask();
        }
        if (System.nanoTime() - known.atNanos() > FRESH_NANOS) {
            ask();
        }
        return CompletableFuture.completedFuture(known);
    }

    InetSocketAddress next(Found names) {
        InetAddress[] all = names.addresses();
        return new InetSocketAddress(all[Math.floorMod(turn.getAndIncrement(), all.length)], upstream.port());
    }

    private synchronized CompletableFuture<Found> ask() {
        if (asked == null || asked.isDone()) {
            asked = CompletableFuture.supplyAsync(this::lookUp, thread);
        }
        return asked;
    }

    private Found lookUp() {
        long begin = System.nanoTime();
        try {
            InetAddress[] all = InetAddress.getAllByName(upstream.host());
            long now = System.nanoTime();
            found = new Found(all, now, now - begin);
            return found;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("its name " + upstream.host() + " is not known here", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
