package io.tokenweir.load.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;

import io.tokenweir.load.events.BoundaryMark;
import io.tokenweir.load.events.BufferPool;
import io.tokenweir.load.events.SegmentMark;
import io.tokenweir.load.events.TokenChunkBuffer;
import io.tokenweir.load.health.CanaryRuler;
import io.tokenweir.load.health.LoopHealth;
import io.tokenweir.load.summary.RunRecorder;
import io.tokenweir.protocol.provider.EventShapes;

/**
 * One event loop of the engine: its virtual users, its clockwork (second boundaries, deadlines, lag probes), and what it
 * saw of its own health. Everything but {@link #whenDone} and the hand-overs named so runs on the loop's thread.
 */
final class LoadLoop {
    private static final int SCRATCH_BYTES = 64 * 1024;
    private static final long SECOND_MICROS = 1_000_000L;
    private static final long PROBE_NANOS = 5_000_000L;
    private static final long SWEEP_NANOS = 25_000_000L;
    private static final long CHUNK_NANOS = 100_000_000L;

    private final int number;
    private final EngineLoops.Loop loop;
    private final RunContext run;
    private final RequestEvents events;
    private final RequestBooks books;
    private final LoopHealth health = new LoopHealth();
    private final int partitions;
    private final LoopSegments segments;
    private final BufferPool<TokenChunkBuffer> chunks = TokenChunkBuffer.pool();
    private final EventShapes shapes = new EventShapes();
    private final StringBuilder requestIds;
    private final int requestIdsLength;
    private final byte[] scratch = new byte[SCRATCH_BYTES];
    private final SharedReadBuffer readBuffer = new SharedReadBuffer(SCRATCH_BYTES);
    private final SharedWriteBuffer writeBuffer = new SharedWriteBuffer();
    private final List<ScenarioShard> shards = new ArrayList<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Future<?> probes;
    private Future<?> sweeps;
    private long probeDueNanos;
    private long nextBoundaryMicros;
    private boolean stopping;
    private boolean frozen;

    /** @param archive takes the books of segments that have ended here */
    LoadLoop(int number, EngineLoops.Loop loop, RunContext run, int partitions, SegmentArchive archive) {
        this.number = number;
        this.loop = loop;
        this.run = run;
        this.events = new RequestEvents(run);
        this.requestIds = new StringBuilder(run.run().requestIds());
        this.requestIdsLength = requestIds.length();
        this.partitions = partitions;
        this.segments = new LoopSegments(run.segments(), run.startNanos(), this::newSegment, archive::add);
        this.books = new RequestBooks(this);
    }

    private SegmentBooks newSegment(int segment) {
        RunRecorder recorder = run.recorders().apply(segment);
        long start = run.startNanos() + run.segments().startNanos(segment);
        return new SegmentBooks(
                run.run().inSegment(segment),
                partitions,
                new RequestMeasures(recorder.forLoop(), start + recorder.span().fromNanos()),
                start);
    }

    void add(ScenarioShard shard) {
        shards.add(shard);
    }

    /** Hand-over: begins on the loop's thread; the first boundary is the same for all loops. */
    void start(long firstBoundaryMicros) {
        executor().execute(() -> {
            nextBoundaryMicros = firstBoundaryMicros;
            executor().schedule(this::boundary, nanosUntil(firstBoundaryMicros), TimeUnit.NANOSECONDS);
            probeDueNanos = System.nanoTime();
            // Tasks that return go into the loop's queue again as they are; new ones would be garbage 240 times a
            // second.
            probes = executor().scheduleWithFixedDelay(this::probe, 0, PROBE_NANOS, TimeUnit.NANOSECONDS);
            sweeps = executor().scheduleWithFixedDelay(this::sweep, SWEEP_NANOS, SWEEP_NANOS, TimeUnit.NANOSECONDS);
            shards.forEach(ScenarioShard::start);
            lookIfDone();
        });
    }

    /** Hand-over: completes when nothing more will be started and nothing is open. */
    CompletableFuture<Void> whenDone() {
        return done;
    }

    /** Hand-over: start nothing more; what is open may go on until {@link #cancel}. */
    void stop() {
        executor().execute(() -> {
            stopping = true;
            users().forEach(VirtualUser::cancelUnsent);
            lookIfDone();
        });
    }

    /** Hand-over: end everything that is open. */
    void cancel(String why) {
        executor().execute(() -> {
            stopping = true;
            users().forEach(user -> user.cancel(why));
            lookIfDone();
        });
    }

    /** Hand-over, when done: no more boundaries; gives the first that has not been marked. */
    CompletableFuture<Long> freeze() {
        CompletableFuture<Long> next = new CompletableFuture<>();
        executor().execute(() -> {
            frozen = true;
            probes.cancel(false);
            sweeps.cancel(false);
            long nowMicros = run.wall().micros(System.nanoTime());
            long ceiling = (nowMicros / SECOND_MICROS + 1) * SECOND_MICROS;
            next.complete(Math.max(nextBoundaryMicros, ceiling));
        });
        return next;
    }

    /** Hand-over, when frozen: marks everything up to the last boundary, and ends. */
    CompletableFuture<Void> finish(long lastBoundaryMicros) {
        CompletableFuture<Void> finished = new CompletableFuture<>();
        executor().execute(() -> {
            while (nextBoundaryMicros < lastBoundaryMicros) {
                mark(false);
            }
            mark(true);
            users().forEach(VirtualUser::close);
            finished.complete(null);
        });
        return finished;
    }

    void lookIfDone() {
        if (!done.isDone() && shards.stream().allMatch(ScenarioShard::isDone)) {
            done.complete(null);
        }
    }

    /** Name of a logical request. */
    String requestId(long index) {
        requestIds.setLength(requestIdsLength);
        return requestIds.append(index).toString();
    }

    /** A read was stamped; {@code full}: it filled its buffer. */
    void stamped(long nanos, boolean full) {
        health.read(loop.wake().sinceWake(nanos), full);
    }

    /** A read of the canary was stamped. */
    void canary(CanaryRuler ruler, int bytes, long nanos) {
        loop.wake().sinceWake(nanos);
        ruler.read(bytes, nanos, health);
    }

    /** The end of the wall-clock second that a monotonic instant falls into, as a monotonic instant. */
    long secondEndNanos(long nanos) {
        long micros = run.wall().micros(nanos);
        return run.wall().nanoTime((micros / SECOND_MICROS + 1) * SECOND_MICROS);
    }

    private void boundary() {
        if (frozen) {
            return;
        }
        mark(false);
        executor().schedule(this::boundary, nanosUntil(nextBoundaryMicros), TimeUnit.NANOSECONDS);
    }

    private void mark(boolean last) {
        long boundaryNanos = run.wall().nanoTime(nextBoundaryMicros);
        for (ScenarioShard shard : shards) {
            for (VirtualUser user : shard.awake()) {
                user.flushChunkBefore(boundaryNanos);
            }
        }
        segments.begin(boundaryNanos, offset -> shards.stream().anyMatch(shard -> shard.mayStartAt(offset)));
        List<SegmentMark> marks = segments.marks();
        int openFrom = last
                ? BoundaryMark.NONE_OPEN
                : segments.endUntil(
                        boundaryNanos, offset -> shards.stream().allMatch(shard -> shard.noneDueBefore(offset)));
        if (last) {
            segments.endAll();
        }
        run.lane().add(new BoundaryMark(number, nextBoundaryMicros, marks, openFrom, health.drain()));
        nextBoundaryMicros += SECOND_MICROS;
    }

    private void probe() {
        long now = System.nanoTime();
        health.lag(now - probeDueNanos);
        probeDueNanos = now + PROBE_NANOS;
    }

    private void sweep() {
        long now = System.nanoTime();
        for (ScenarioShard shard : shards) {
            // What would be older than a chunk may be at the next sweep goes now.
            shard.sweep(now, now - (CHUNK_NANOS - SWEEP_NANOS));
        }
    }

    private List<VirtualUser> users() {
        return shards.stream().flatMap(shard -> shard.users().stream()).toList();
    }

    private long nanosUntil(long wallMicros) {
        return run.wall().nanoTime(wallMicros) - System.nanoTime();
    }

    RunContext run() {
        return run;
    }

    RequestEvents events() {
        return events;
    }

    RequestBooks books() {
        return books;
    }

    LoopHealth health() {
        return health;
    }

    LoopSegments segments() {
        return segments;
    }

    BufferPool<TokenChunkBuffer> chunks() {
        return chunks;
    }

    EventShapes shapes() {
        return shapes;
    }

    byte[] scratch() {
        return scratch;
    }

    SharedReadBuffer readBuffer() {
        return readBuffer;
    }

    SharedWriteBuffer writeBuffer() {
        return writeBuffer;
    }

    boolean isStopping() {
        return stopping;
    }

    EventLoop executor() {
        return loop.executor();
    }

    Class<? extends SocketChannel> channelType() {
        return loop.channelType();
    }
}
