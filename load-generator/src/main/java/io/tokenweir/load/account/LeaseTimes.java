package io.tokenweir.load.account;

import java.time.Duration;

/**
 * How long things take around a lease.
 *
 * @param session after which a member that is not heard of loses its partitions
 * @param heartbeat between two; each tells whether partitions are asked back, or have come free
 * @param valid how long a confirmed lease is believed; less than a session, for clocks that differ a little
 * @param renew how often it is confirmed
 * @param drain how long open requests may go on with keys that are asked back
 */
record LeaseTimes(Duration session, Duration heartbeat, Duration valid, Duration renew, Duration drain) {
    /** A broker may be away for 40 s before the load stops for want of a confirmed lease. */
    static final LeaseTimes USUAL = new LeaseTimes(
            Duration.ofSeconds(45),
            Duration.ofSeconds(1),
            Duration.ofSeconds(40),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20));
}
