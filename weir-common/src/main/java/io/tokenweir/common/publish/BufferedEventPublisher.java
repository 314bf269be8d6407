package io.tokenweir.common.publish;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before another publisher and bounds what it holds: what the broker has not acknowledged fills memory up to a bound,
 * then disk up to another, and only what finds no room there either is given up, counted and told as failed.
 *
 * <p>Order is kept: once something waits on disk, everything after it goes there too, until all of it has been handed on.
 * Memory is bounded by {@link BufferBounds#memoryBytes} and two segments.
 *
 * <p>Threading: as the contract says; {@link #publish} may write a segment to disk now and then, so its caller is not one
 * that measures. Owns the publisher behind it, one thread, and the files.
 */
public final class BufferedEventPublisher implements EventPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(BufferedEventPublisher.class);
    private static final int SEGMENT_BYTES = 512 * 1024;
    private static final int RECORD_OVERHEAD_BYTES = 64;
    private static final long LOOK_NANOS = 2_000_000L;
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(20);

    private final BufferBounds bounds;
    private final DeliveryListener listener;
    private final EventPublisher carrier;
    private final SpillQueue spill;
    private final AtomicLong inMemory = new AtomicLong();
    private final Thread refill = new Thread(this::refill, "weir-refill");
    private boolean spilling;
    private long spilled;
    private long lost;
    private volatile boolean closed;

    /**
     * @param carrier makes the publisher behind this one, which tells the listener given to it
     * @param listener told what became of every event
     */
    public BufferedEventPublisher(
            Function<DeliveryListener, EventPublisher> carrier, DeliveryListener listener, BufferBounds bounds) {
        this.bounds = bounds;
        this.listener = listener;
        this.spill = new SpillQueue(bounds.folder(), bounds.diskBytes(), SEGMENT_BYTES);
        this.carrier = carrier.apply(new Landing());
        refill.setDaemon(true);
        refill.start();
    }

    @Override
    public void publish(OutboundEvent event) {
        synchronized (this) {
            if (!spilling && hasRoom(event)) {
                handOn(event);
                return;
            }
            if (!closed && spill.add(event)) {
                if (!spilling) {
                    LOG.atWarn()
                            .addKeyValue("bytes", inMemory.get())
                            .log("The broker does not keep up: events wait on disk");
                    spilling = true;
                    notifyAll();
                }
                spilled++;
                event.release();
                return;
            }
            lost++;
        }
        listener.failed(event, new IllegalStateException("There was no room for it in memory and on disk."));
        event.release();
    }

    @Override
    public boolean flush(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        return awaitEmptyDisk(deadline) && carrier.flush(Duration.ofNanos(deadline - System.nanoTime()));
    }

    @Override
    public PublisherStats stats() {
        PublisherStats carried = carrier.stats();
        synchronized (this) {
            long onDisk = spill.count();
            return new PublisherStats(
                    carried.acknowledged(),
                    carried.failed() + lost + spill.unreadable(),
                    carried.waiting() + onDisk,
                    carried.blockedNanos(),
                    onDisk,
                    spilled);
        }
    }

    @Override
    public void close() {
        try {
            awaitEmptyDisk(System.nanoTime() + CLOSE_AT_MOST.toNanos());
            closed = true;
            refill.interrupt();
            refill.join(CLOSE_AT_MOST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        carrier.close();
        synchronized (this) {
            lost += spill.count();
            spill.close();
        }
    }

    private boolean hasRoom(OutboundEvent event) {
        long held = inMemory.get();
        return held == 0 || held + size(event) <= bounds.memoryBytes();
    }

    private void handOn(OutboundEvent event) {
        inMemory.addAndGet(size(event));
        carrier.publish(event);
    }

    private synchronized boolean awaitEmptyDisk(long deadlineNanos) throws InterruptedException {
        while (spilling) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    private void refill() {
        try {
            while (!closed) {
                awaitSpill();
                if (inMemory.get() > bounds.memoryBytes() / 2) {
                    carrier.hurry();
                    LockSupport.parkNanos(LOOK_NANOS);
                } else {
                    handOnOldest();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Refilling ends");
        }
    }

    private synchronized void awaitSpill() throws InterruptedException {
        while (!spilling) {
            wait();
        }
    }

    private void handOnOldest() {
        List<OutboundEvent> oldest = spill.take();
        oldest.forEach(this::handOn);
        synchronized (this) {
            if (spill.count() == 0) {
                spilling = false;
                notifyAll();
            }
        }
    }

    private static long size(OutboundEvent event) {
        int key = event.key() == null ? 0 : event.key().length;
        return key + event.length() + RECORD_OVERHEAD_BYTES;
    }

    private final class Landing implements DeliveryListener {
        @Override
        public void acknowledged(OutboundEvent event) {
            inMemory.addAndGet(-size(event));
            listener.acknowledged(event);
        }

        @Override
        public void failed(OutboundEvent event, Exception cause) {
            inMemory.addAndGet(-size(event));
            listener.failed(event, cause);
        }
    }
}
