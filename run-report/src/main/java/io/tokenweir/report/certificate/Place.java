package io.tokenweir.report.certificate;

/** Where a record lies. */
record Place(String topic, int partition, long offset) {
    Example example(String requestId, String what) {
        return new Example(requestId, topic, partition, offset, what);
    }
}
