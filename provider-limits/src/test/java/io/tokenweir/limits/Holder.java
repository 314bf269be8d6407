package io.tokenweir.limits;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** One holder of limits in a test: nothing used at instant 0, which is the first second of a quiet Monday. */
final class Holder {
    static final long SECOND = 1_000_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final WallClock WALL = new WallClock(0, Instant.parse("2026-11-30T00:00:00Z"));

    private final List<Limit> limits;

    Holder(LimitRule... rules) {
        limits = Stream.of(rules).map(rule -> new Limit(rule, WALL, 0)).toList();
    }

    /** Asks for a request of {@code tokens}, whatever they are. */
    Decision admit(long now, long tokens) {
        return admit(now, new Cost(tokens, tokens, tokens, false));
    }

    Decision admit(long now, Cost cost) {
        return Limits.admit(limits, now, cost);
    }

    /** An admitted request of known use that ends at once. */
    void use(long now, long input, long output) {
        admit(now, new Cost(input, input, output, false)).pass().orElseThrow().settle(now, Usage.of(input, output));
    }

    AxisState state(long now) {
        return limits.get(0).state(now);
    }

    void change(long now, long limit) {
        limits.get(0).change(now, limit);
    }

    static LimitRule requests(long limit) {
        return LimitRule.of("requests", Axis.REQUESTS, limit, Period.MINUTE);
    }

    static LimitRule tokens(long limit) {
        return LimitRule.of("tokens", Axis.TOKENS, limit, Period.MINUTE);
    }

    static LimitRule open(long limit) {
        return LimitRule.of("concurrency", Axis.CONCURRENCY, limit, Period.MINUTE);
    }
}
