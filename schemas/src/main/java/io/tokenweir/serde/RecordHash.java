package io.tokenweir.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * 64-bit hash of a record's value bytes. Its sums mod 2^64 tell whether two sets of records are the same, in any order.
 *
 * <p>FNV-1a over 8-byte little-endian words and the remaining bytes, closed with the finaliser of MurmurHash3 (Appleby,
 * 2008) so that sums do not cancel. Not for adversaries: it detects accidents, and edits by hand.
 */
public final class RecordHash {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private RecordHash() {}

    public static long of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** Hash of {@code length} bytes from {@code offset}. */
    public static long of(byte[] bytes, int offset, int length) {
        long hash = OFFSET_BASIS ^ length;
        int index = offset;
        int end = offset + length;
        for (; index + 8 <= end; index += 8) {
            hash = (hash ^ (long) WORD.get(bytes, index)) * PRIME;
            hash ^= hash >>> 32;
        }
        for (; index < end; index++) {
            hash = (hash ^ bytes[index] & 0xffL) * PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
