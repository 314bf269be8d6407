package io.tokenweir.streams.chaos;

import io.tokenweir.events.EventHeader;

/** Which record of which producer: what its header says and where it was sent. */
record RecordId(String topic, int partition, String instance, long epoch, long seq) {
    static RecordId of(String topic, int partition, EventHeader header) {
        return new RecordId(topic, partition, header.getInstance(), header.getEpoch(), header.getSeq());
    }

    @Override
    public String toString() {
        return "%s-%d %s (epoch %d) seq %d".formatted(topic, partition, instance, epoch, seq);
    }
}
