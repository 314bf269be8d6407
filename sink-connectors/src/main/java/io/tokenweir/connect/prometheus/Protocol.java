package io.tokenweir.connect.prometheus;

/** A version of remote write, as its requests say. */
enum Protocol {
    ONE("application/x-protobuf", "0.1.0"),
    TWO("application/x-protobuf;proto=io.prometheus.write.v2.Request", "2.0.0");

    private final String contentType;
    private final String version;

    Protocol(String contentType, String version) {
        this.contentType = contentType;
        this.version = version;
    }

    String contentType() {
        return contentType;
    }

    String version() {
        return version;
    }
}
