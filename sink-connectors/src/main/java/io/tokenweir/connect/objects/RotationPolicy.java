package io.tokenweir.connect.objects;

/**
 * When an open chunk is published. Any rule is safe, because the stored object decides where a chunk ends.
 *
 * @param records at so many records
 * @param bytes at so many bytes of heap, estimated
 * @param ageNanos at this age since its first record
 * @param idleNanos when nothing came for so long; {@link Long#MAX_VALUE}: never for that reason
 */
record RotationPolicy(int records, long bytes, long ageNanos, long idleNanos) {

    boolean isFull(int size, long heapBytes) {
        return size >= records || heapBytes >= bytes;
    }

    /** Nanoseconds until the chunk is due; 0 or less when it is. */
    long dueInNanos(long nowNanos, long firstNanos, long lastNanos) {
        long byAge = ageNanos - (nowNanos - firstNanos);
        long byIdle = idleNanos == Long.MAX_VALUE ? Long.MAX_VALUE : idleNanos - (nowNanos - lastNanos);
        return Math.min(byAge, byIdle);
    }
}
