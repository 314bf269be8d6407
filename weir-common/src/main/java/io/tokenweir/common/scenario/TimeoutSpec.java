package io.tokenweir.common.scenario;

import java.time.Duration;

/**
 * How long an attempt may take before it counts as {@code CLIENT_TIMEOUT}; what is not given stays as usual.
 *
 * @param connect until the connection is up, TLS and a proxy's tunnel included
 * @param firstToken from the start of the attempt to its first token
 * @param idle between two tokens
 * @param total from the start of the attempt to its end
 */
public record TimeoutSpec(Duration connect, Duration firstToken, Duration idle, Duration total) {
    public static final TimeoutSpec USUAL = new TimeoutSpec(null, null, null, null);

    public TimeoutSpec {
        connect = connect == null ? Duration.ofSeconds(5) : connect;
        firstToken = firstToken == null ? Duration.ofSeconds(60) : firstToken;
        idle = idle == null ? Duration.ofSeconds(30) : idle;
        total = total == null ? Duration.ofMinutes(10) : total;
    }

    /** The same, but with so much patience for anything new; the whole may take as long as before, and that long at least. */
    TimeoutSpec withPatience(Duration patience) {
        return new TimeoutSpec(connect, patience, patience, patience.compareTo(total) > 0 ? patience : total);
    }

    /** Why these cannot be meant, in a sentence; null when they can. */
    String contradiction() {
        if (connect.isZero() || firstToken.isZero() || idle.isZero() || total.isZero()) {
            return "'target.timeouts' must be above 0";
        }
        return firstToken.compareTo(total) > 0
                ? "'target.timeouts.firstToken' is longer than 'total', which would end the attempt before; raise 'total'"
                : null;
    }
}
