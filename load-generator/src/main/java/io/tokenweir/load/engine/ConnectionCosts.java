package io.tokenweir.load.engine;

/** What it took to open a connection, in nanoseconds. */
final class ConnectionCosts {
    /** Look-up of the name, which is done once before the run and pinned. */
    long dnsNanos;

    long tcpNanos;
    /** From the CONNECT to the proxy's answer. */
    long proxyNanos;

    long tlsNanos;

    /** Hands what it took over to another, and forgets it. */
    void tellOnce(ConnectionCosts told) {
        told.dnsNanos = dnsNanos;
        told.tcpNanos = tcpNanos;
        told.proxyNanos = proxyNanos;
        told.tlsNanos = tlsNanos;
        reset();
    }

    void reset() {
        dnsNanos = 0;
        tcpNanos = 0;
        proxyNanos = 0;
        tlsNanos = 0;
    }
}
