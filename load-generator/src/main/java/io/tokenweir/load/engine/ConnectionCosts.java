package io.tokenweir.load.engine;

/** What it took to open the connection of one attempt, in nanoseconds; all 0 on a connection that was open already. */
final class ConnectionCosts {
    /** Look-up of the name, which is done once before the run and pinned. */
    long dnsNanos;

    long tcpNanos;
    /** From the CONNECT to the proxy's answer. */
    long proxyNanos;

    long tlsNanos;

    void reset() {
        dnsNanos = 0;
        tcpNanos = 0;
        proxyNanos = 0;
        tlsNanos = 0;
    }
}
