package io.tokenweir.connect.prometheus;

/** The value that ends a series at once, where it would else be answered for five minutes more. */
final class StaleMarker {
    /** A NaN of its own; given as bits, because a double may lose them on its way through a processor. */
    static final long BITS = 0x7ff0000000000002L;

    private StaleMarker() {}
}
