package io.tokenweir.report.limiter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.tokenweir.limits.Axis;
import io.tokenweir.limits.Charge;
import io.tokenweir.limits.Counting;
import io.tokenweir.limits.LimitRule;
import io.tokenweir.limits.Period;
import io.tokenweir.limits.Settlement;
import io.tokenweir.limits.WallClock;

/** Limiters as providers and gateways have them, on the arithmetic of the simulated provider. */
final class LimiterGrid {
    static final Instant START = Instant.parse("2026-11-30T10:17:23.400Z");
    private static final WallClock CLOCK = new WallClock(0, START);
    private static final Counting[] COUNTINGS = {Counting.BUCKET, Counting.SLIDING, Counting.FIXED, Counting.ALIGNED};
    private static final LimitScope[] SCOPES = {
        LimitScope.KEY,
        LimitScope.ACCOUNT,
        LimitScope.PROJECT,
        LimitScope.ORGANISATION,
        LimitScope.DEPLOYMENT_OR_ADDRESS
    };

    /** Longer windows cannot be waited for, and are told as such. */
    private static final double LONGEST_SEEN = 3_600;

    private final List<LimiterCase> cases = new ArrayList<>();
    private int next;

    private LimiterGrid() {}

    static long epochNanos() {
        return START.getEpochSecond() * World.SECOND + START.getNano();
    }

    static List<LimiterCase> all() {
        LimiterGrid grid = new LimiterGrid();
        for (Counting counting : COUNTINGS) {
            for (long size : new long[] {10, 60, 500}) {
                grid.add(grid.requests(counting, size, 60));
            }
            grid.add(grid.requests(counting, 20, 10));
            grid.add(grid.requests(counting, 30, 5));
            grid.add(grid.requests(counting, 100, 120));
            for (Charge charge : new Charge[] {
                Charge.PROMPT_PLUS_MAX_TOKENS, Charge.MAX_OF_ESTIMATE_AND_MAX_TOKENS, Charge.PROMPT, Charge.AFTERWARDS
            }) {
                grid.add(grid.tokens(counting, Axis.TOKENS, 40_000, 60, charge, Settlement.KEEP));
            }
            grid.add(grid.tokens(counting, Axis.INPUT_TOKENS, 30_000, 60, Charge.PROMPT, Settlement.KEEP));
            grid.add(grid.tokens(counting, Axis.OUTPUT_TOKENS, 8_000, 60, Charge.AFTERWARDS, Settlement.EXACT));
            grid.add(
                    grid.requests(counting, 120, 60),
                    grid.tokens(counting, Axis.TOKENS, 60_000, 60, Charge.PROMPT_PLUS_MAX_TOKENS, Settlement.EXACT));
        }
        grid.add(grid.open(5));
        grid.add(grid.open(20));
        grid.add(grid.open(12), grid.requests(Counting.FIXED, 120, 60));
        grid.add(grid.requests(Counting.BUCKET, 100, 86_400));
        return grid.cases;
    }

    private record Part(LimitsWall.Scoped rule, LimiterCase.Truth truth) {}

    private void add(Part... parts) {
        List<LimitsWall.Scoped> rules = List.of(parts).stream().map(Part::rule).toList();
        String name = String.join(
                " + ",
                List.of(parts).stream()
                        .map(p -> p.rule().rule().axis() + " " + p.rule().rule().counting() + " "
                                + p.rule().rule().limit() + "/" + p.truth().seconds() + " s "
                                + p.rule().rule().charge() + " " + p.rule().scope())
                        .toList());
        cases.add(new LimiterCase(
                name,
                () -> new LimitsWall(CLOCK, rules),
                List.of(parts).stream().map(Part::truth).toList(),
                World.Noise.NONE,
                0));
    }

    private Part requests(Counting counting, long size, long seconds) {
        LimitRule rule = LimitRule.of("requests", Axis.REQUESTS, size, Period.ofSeconds(seconds))
                .counted(counting)
                .countingRefused(next % 3 == 0);
        return part(rule, Dimension.REQUESTS, seconds);
    }

    private Part tokens(Counting counting, Axis axis, long size, long seconds, Charge charge, Settlement settlement) {
        LimitRule rule = LimitRule.of("tokens", axis, size, Period.ofSeconds(seconds))
                .counted(counting)
                .charged(
                        charge, charge == Charge.AFTERWARDS || charge == Charge.PROMPT ? Settlement.EXACT : settlement);
        Dimension dimension = Dimension.valueOf(axis.name());
        return part(rule, dimension, seconds);
    }

    private Part open(long size) {
        return part(LimitRule.of("open", Axis.CONCURRENCY, size, Period.MINUTE), Dimension.CONCURRENCY, 0);
    }

    private Part part(LimitRule rule, Dimension dimension, double seconds) {
        LimitScope scope = SCOPES[next++ % SCOPES.length];
        WindowKind kind = seconds == 0
                ? WindowKind.NONE
                : seconds > LONGEST_SEEN
                        ? WindowKind.QUOTA_OR_LONG
                        : switch (rule.counting()) {
                            case BUCKET -> WindowKind.TOKEN_BUCKET;
                            case SLIDING -> WindowKind.SLIDING;
                            case FIXED -> WindowKind.FIXED_FROM_FIRST_CALL;
                            default -> WindowKind.FIXED_ON_THE_CLOCK;
                        };
        return new Part(
                new LimitsWall.Scoped(rule, scope),
                new LimiterCase.Truth(dimension, kind, rule.limit(), seconds > LONGEST_SEEN ? 0 : seconds, scope));
    }
}
