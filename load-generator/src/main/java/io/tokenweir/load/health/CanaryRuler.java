package io.tokenweir.load.health;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Holds what is read of one canary stream against when it was sent.
 *
 * <p>The sender notes the instant of each frame here right before it writes it; all frames have one length, so a read's bytes
 * tell which frames it brought. The sender's thread calls {@link #sending}, the reader's {@link #read}.
 */
public final class CanaryRuler {
    /** Bytes of a frame. */
    public static final int FRAME_BYTES = 64;

    private static final int KEPT = 1024;

    private final AtomicLongArray sentNanos = new AtomicLongArray(KEPT);
    private long framesSent;
    private long bytesRead;
    private long lastStampNanos;

    /** A frame is about to be written. */
    public void sending(long nowNanos) {
        sentNanos.set((int) (framesSent++ % KEPT), nowNanos);
    }

    /** Takes a read of so many bytes that was stamped then, and tells what was wrong about each frame that it completed. */
    public void read(int bytes, long stampNanos, LoopHealth health) {
        long first = bytesRead / FRAME_BYTES;
        bytesRead += bytes;
        for (long frame = first; frame < bytesRead / FRAME_BYTES; frame++) {
            long sent = sentNanos.get((int) (frame % KEPT));
            health.canary(stampNanos - sent);
            if (frame > 0) {
                long gapSent = sent - sentNanos.get((int) ((frame - 1) % KEPT));
                health.canaryGap(stampNanos - lastStampNanos - gapSent);
            }
            lastStampNanos = stampNanos;
        }
    }
}
