package io.tokenweir.simulator.portal;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

import io.tokenweir.limits.TokenBucket;

/** Calls per second that one client address may make: a bucket for each. Thread-safe. */
public final class ClientLimit {
    private final double perSecond;
    private final int burst;
    private final LongSupplier nanoClock;
    private final Map<InetAddress, TokenBucket> buckets = new HashMap<>();

    /** @param perSecond 0: no limit */
    public ClientLimit(double perSecond, int burst, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.burst = Math.max(1, burst);
        this.nanoClock = nanoClock;
    }

    /** Counts a call; when it is refused, how long to wait in nanoseconds. */
    public synchronized OptionalLong refuse(InetAddress client) {
        if (perSecond <= 0) {
            return OptionalLong.empty();
        }
        long now = nanoClock.getAsLong();
        TokenBucket bucket = buckets.computeIfAbsent(
                client, address -> new TokenBucket(burst, Math.round(burst / perSecond * 1e9), now));
        return bucket.tryTake(now, 1) ? OptionalLong.empty() : OptionalLong.of(bucket.waitNanos(now, 1));
    }
}
