package io.tokenweir.load.events;

import java.util.Arrays;

import io.tokenweir.protocol.provider.DeltaKind;

/**
 * Arrivals of one attempt on their way to a token chunk, in arrays that are used again. Owned by one thread at a time: the
 * event loop that fills it, then the publishing thread, which gives it back to the loop's pool.
 */
public final class TokenChunkBuffer extends BufferPool.Pooled<TokenChunkBuffer> {
    /** Most arrivals of one chunk. */
    public static final int CAPACITY = 32;

    private static final long NONE = -1;

    private final BufferPool<TokenChunkBuffer> pool;
    final long[] gapsMicros = new long[CAPACITY];
    /** Runs of arrivals of one kind, by ordinal, and how many each has. */
    final byte[] runKinds = new byte[CAPACITY];

    final byte[] runLengths = new byte[CAPACITY];
    int runs;
    int count;
    int sharedReads;
    Place place;
    int segment;
    SeriesRef series;
    long requestIndex;
    int attempt;
    int firstArrival;
    long sinceStartMicros;
    long startLagNanos;
    long ttftNanos;
    long ttfatNanos;
    private long lastStampNanos;

    private TokenChunkBuffer(BufferPool<TokenChunkBuffer> pool) {
        this.pool = pool;
    }

    /** For one event loop. */
    public static BufferPool<TokenChunkBuffer> pool() {
        return new BufferPool<>(TokenChunkBuffer::new);
    }

    /** Begins a chunk. {@code firstArrival}: index within the attempt of the arrival that comes next. */
    public TokenChunkBuffer begin(
            Place where,
            int ofSegment,
            SeriesRef dimensions,
            long request,
            int attemptNumber,
            int first,
            long lagNanos) {
        place = where;
        segment = ofSegment;
        series = dimensions;
        requestIndex = request;
        attempt = attemptNumber;
        firstArrival = first;
        startLagNanos = lagNanos;
        count = 0;
        runs = 0;
        sharedReads = 0;
        ttftNanos = NONE;
        ttfatNanos = NONE;
        return this;
    }

    /**
     * Adds an arrival.
     *
     * @param offsetMicros since the attempt's start
     * @param gapMicros since the arrival before it, in the attempt
     * @param sharedRead whether it was read together with the one before
     */
    public void add(long stampNanos, long offsetMicros, long gapMicros, DeltaKind kind, boolean sharedRead) {
        if (count == 0) {
            sinceStartMicros = offsetMicros;
        }
        gapsMicros[count++] = gapMicros;
        run(kind, 1);
        sharedReads += sharedRead ? 1 : 0;
        lastStampNanos = stampNanos;
    }

    /** Adds arrivals that were read together with the one that was added last; {@link #room} says how many it can take. */
    public void addShared(DeltaKind kind, int more) {
        Arrays.fill(gapsMicros, count, count + more, 0);
        run(kind, more);
        count += more;
        sharedReads += more;
    }

    private void run(DeltaKind kind, int more) {
        byte ordinal = (byte) kind.ordinal();
        if (runs == 0 || runKinds[runs - 1] != ordinal) {
            runKinds[runs] = ordinal;
            runLengths[runs++] = 0;
        }
        runLengths[runs - 1] += (byte) more;
    }

    /** How many more arrivals it can take. */
    public int room() {
        return CAPACITY - count;
    }

    /** The attempt's first arrival is in here. */
    public void firstToken(long nanos) {
        ttftNanos = nanos;
    }

    /** The attempt's first content is in here. */
    public void firstAnswerToken(long nanos) {
        ttfatNanos = nanos;
    }

    public boolean isFull() {
        return count == CAPACITY;
    }

    /** When the last arrival was read. */
    long lastStampNanos() {
        return lastStampNanos;
    }

    void recycle() {
        place = null;
        series = null;
        pool.giveBack(this);
    }
}
