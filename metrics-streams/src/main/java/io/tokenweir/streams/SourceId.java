package io.tokenweir.streams;

/** One life of one instance. */
record SourceId(String instance, long epoch) implements Comparable<SourceId> {
    @Override
    public int compareTo(SourceId other) {
        int order = instance.compareTo(other.instance);
        return order != 0 ? order : Long.compare(epoch, other.epoch);
    }
}
