package io.tokenweir.limits;

import java.util.function.Consumer;

/**
 * One limit: what it counts, how much is allowed, and how use is charged.
 *
 * @param name by which headers and messages refer to it
 * @param limit what is allowed per period, at least 1
 * @param sliceNanos a shorter window over which a proportional part must hold too (600 a minute as 10 a second); 0: none
 * @param charge what a token limit takes at admission
 * @param outputBurn what one token of the answer counts in the end
 * @param countRefused whether a refused request takes what is left of a request limit, at most one request: OpenAI's
 *     "unsuccessful requests count", which never takes the bucket into debt
 * @param cachedFree whether tokens of the prompt that came from a cache are not counted in the end; input tokens never count
 *     them
 */
public record LimitRule(
        String name,
        Axis axis,
        Counting counting,
        long limit,
        Period period,
        long sliceNanos,
        Charge charge,
        Settlement settlement,
        double outputBurn,
        boolean countRefused,
        boolean cachedFree) {

    public LimitRule {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit " + name + " must be at least 1, not " + limit + ".");
        }
        if (sliceNanos > 0 && axis != Axis.REQUESTS) {
            throw new IllegalArgumentException("The limit " + name + " has slices; only limits of requests can.");
        }
    }

    /** A bucket, charged as OpenAI does and never corrected. */
    public static LimitRule of(String name, Axis axis, long limit, Period period) {
        return new LimitRule(
                name,
                axis,
                Counting.BUCKET,
                limit,
                period,
                0,
                Charge.MAX_OF_ESTIMATE_AND_MAX_TOKENS,
                Settlement.KEEP,
                1,
                false,
                false);
    }

    public LimitRule counted(Counting how) {
        return changed(draft -> draft.counting = how);
    }

    public LimitRule sliced(long nanos) {
        return changed(draft -> draft.sliceNanos = nanos);
    }

    public LimitRule charged(Charge atAdmission, Settlement atEnd) {
        return changed(draft -> {
            draft.charge = atAdmission;
            draft.settlement = atEnd;
        });
    }

    public LimitRule burning(double perOutputToken) {
        return changed(draft -> draft.outputBurn = perOutputToken);
    }

    public LimitRule countingRefused(boolean counts) {
        return changed(draft -> draft.countRefused = counts);
    }

    public LimitRule sparingCached(boolean free) {
        return changed(draft -> draft.cachedFree = free);
    }

    public LimitRule limited(long to) {
        return changed(draft -> draft.limit = to);
    }

    private LimitRule changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new LimitRule(
                name,
                axis,
                draft.counting,
                draft.limit,
                period,
                draft.sliceNanos,
                draft.charge,
                draft.settlement,
                draft.outputBurn,
                draft.countRefused,
                draft.cachedFree);
    }

    /** What can be changed in a rule. */
    private static final class Draft {
        private Counting counting;
        private long limit;
        private long sliceNanos;
        private Charge charge;
        private Settlement settlement;
        private double outputBurn;
        private boolean countRefused;
        private boolean cachedFree;

        private Draft(LimitRule rule) {
            counting = rule.counting;
            limit = rule.limit;
            sliceNanos = rule.sliceNanos;
            charge = rule.charge;
            settlement = rule.settlement;
            outputBurn = rule.outputBurn;
            countRefused = rule.countRefused;
            cachedFree = rule.cachedFree;
        }
    }

    /** Whether it holds for a day or longer. */
    public boolean daily() {
        return period.length().toDays() >= 1;
    }

    /** What must be there for a request to pass. */
    long asked(Cost cost) {
        return switch (axis) {
            case REQUESTS, CONCURRENCY, CALL_QUOTA, SPEND -> 1;
            default -> charge.asked(side(cost));
        };
    }

    /** What an admitted request takes at once. */
    long taken(Cost cost) {
        return switch (axis) {
            case REQUESTS, CONCURRENCY, CALL_QUOTA -> 1;
            case SPEND -> 0;
            default -> charge.atAdmission(side(cost));
        };
    }

    /** The part of a cost that this limit counts. */
    private Cost side(Cost cost) {
        return switch (axis) {
            case INPUT_TOKENS -> new Cost(cost.input(), cost.estimate(), 0, cost.streamed());
            case OUTPUT_TOKENS -> new Cost(0, 0, cost.maxOutput(), cost.streamed());
            default -> cost;
        };
    }

    /** What a request costs when its use is known. */
    long used(Usage usage) {
        long output = (long) Math.ceil(usage.output() * outputBurn);
        return switch (axis) {
            case REQUESTS, CALL_QUOTA -> 1;
            case CONCURRENCY -> 0;
            case SPEND -> usage.microDollars();
            case INPUT_TOKENS -> usage.input() - usage.cached();
            case OUTPUT_TOKENS -> output;
            default -> usage.input() - (cachedFree ? usage.cached() : 0) + output;
        };
    }

    /** What the limit is changed by at the end of a request that was charged {@code charged}. */
    long correction(long charged, Usage usage) {
        long actual = used(usage);
        return switch (axis == Axis.CONCURRENCY || axis == Axis.SPEND ? Settlement.EXACT : settlement) {
            case KEEP -> 0;
            case REFUND -> Math.min(0, actual - charged);
            case EXACT -> actual - charged;
        };
    }
}
