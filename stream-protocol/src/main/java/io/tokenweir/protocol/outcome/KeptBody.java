package io.tokenweir.protocol.outcome;

import java.util.Arrays;

import io.tokenweir.protocol.sse.StreamMemory;

/**
 * The bytes of an answer's body that are looked at when it is over. Long ones of all exchanges together are bounded by {@link
 * StreamMemory}, and let go by {@link #clear}. Owned by one event loop.
 */
public final class KeptBody {
    /** Longer ones are not kept for the next answer. */
    private static final int USUAL_BYTES = 4 * 1024;
    /** Longer ones are counted. */
    private static final int LONG_BYTES = 64 * 1024;

    private byte[] bytes = new byte[1024];
    private int length;
    private boolean cut;

    /** The next answer begins, or nobody looks at this one any more. */
    public void clear() {
        if (bytes.length > USUAL_BYTES) {
            StreamMemory.SHARED.giveBack(counted(bytes.length));
            bytes = new byte[USUAL_BYTES];
        }
        length = 0;
        cut = false;
    }

    /** @param most bytes of the body that are kept; nothing is kept behind a gap */
    public void keep(byte[] source, int offset, int size, int most) {
        int fits = Math.min(size, most - length);
        if (cut || bytes.length - length < fits && !makeRoom(fits, most)) {
            cut = true;
            return;
        }
        System.arraycopy(source, offset, bytes, length, fits);
        length += fits;
        cut = fits < size;
    }

    /** False when long bodies take too much already. */
    private boolean makeRoom(int more, int most) {
        int size = Math.max(Math.min(most, bytes.length * 2), length + more);
        if (!StreamMemory.SHARED.take(counted(size) - counted(bytes.length))) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }

    private static int counted(int size) {
        return size > LONG_BYTES ? size : 0;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Whether the body was longer than what is kept of it. */
    public boolean isCut() {
        return cut;
    }
}
