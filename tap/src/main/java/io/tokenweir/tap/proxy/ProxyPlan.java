package io.tokenweir.tap.proxy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a proxy is to be.
 *
 * @param listen port 0: a free one
 * @param caFile certificates (PEM) that are trusted instead of the JDK's; null for the JDK's
 * @param loops event loops, each with a thread
 * @param connectTimeout longest wait for a connection to the upstream, TLS included
 */
public record ProxyPlan(
        InetSocketAddress listen,
        Upstream upstream,
        Path caFile,
        int loops,
        Duration connectTimeout,
        CallWatch watch) {}
