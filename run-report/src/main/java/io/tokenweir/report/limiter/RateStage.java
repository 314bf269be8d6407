package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.List;

/**
 * Offers more and more of one thing, calls or tokens of prompts or of answers, until a refusal comes that no limiter explains
 * that is known; then searches what it is.
 */
final class RateStage implements Stage {
    /** What is offered. */
    enum Offer {
        CALLS(Dimension.REQUESTS, 0.45),
        PROMPTS(Dimension.INPUT_TOKENS, 0.55),
        ANSWERS(Dimension.OUTPUT_TOKENS, 0.55),
        /** Last, since so many would use up limits of tokens, too, which calls with many tokens tell for less. */
        MANY_CALLS(Dimension.REQUESTS, 0.7);

        private final Dimension dimension;
        /** Of the time that is left. */
        private final double share;

        boolean small() {
            return this == CALLS || this == MANY_CALLS;
        }

        Offer(Dimension dimension, double share) {
            this.dimension = dimension;
            this.share = share;
        }
    }

    private static final double REQUESTS = 0.35;
    private static final double TOKENS = 0.4;
    private static final int SMALLEST = 64;
    private static final int MOST_PROMPT = 6_000;
    private static final int MOST_ANSWER = 512;
    private static final int CALLS_EACH = 8;
    private static final int FEW_CALLS = 700;
    private static final int MANY_CALLS = 4_000;
    /** Fewer may never use up a limit that refills in seconds. */
    private static final int LEAST_PARALLEL = 3;

    private static final int FILLS = 25;
    private static final double SHORT_SECONDS = 16;
    private static final long PAUSE_NANOS = 62_000_000_000L;
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private final Probes probes;
    private final Offer offer;
    private LimiterSearch search;
    private int explored;
    private boolean over;
    private long beganNanos = -1;

    RateStage(Probes probes, Offer offer) {
        this.probes = probes;
        this.offer = offer;
    }

    @Override
    public Script next(long nowNanos) {
        if (beganNanos < 0) {
            beganNanos = nowNanos;
        }
        if (search != null) {
            Script script = search.next(nowNanos, probes.secondsPerRequest(nowNanos));
            if (script != null) {
                return script;
            }
            give();
            over = !offer.small() || explored > 1 || !shortWindow();
        }
        if (over || offer == Offer.MANY_CALLS && knowsRequests()) {
            return null;
        }
        explored++;
        return Script.untilRefused("more and more " + words() + ", until a call is refused", exploration(nowNanos));
    }

    private boolean knowsRequests() {
        return probes.found.stream()
                .map(found -> found.limited)
                .anyMatch(limited -> limited.best().theory.dimension() == Dimension.REQUESTS);
    }

    private boolean shortWindow() {
        Limited last = probes.found.get(probes.found.size() - 1).limited;
        return last.seconds() > 0 && last.seconds() <= SHORT_SECONDS && last.kind() != WindowKind.QUOTA_OR_LONG;
    }

    private List<Burst> exploration(long nowNanos) {
        List<Burst> bursts = new ArrayList<>();
        int parallel = probes.parallel;
        int most =
                (int) Math.min(offer == Offer.CALLS ? FEW_CALLS : MANY_CALLS, probes.runner.requestsLeft() * REQUESTS);
        if (offer.small()) {
            for (int at = 4; at <= parallel; at *= 2) {
                bursts.add(burst(Shape.TINY, 10 * at, at));
            }
            bursts.add(burst(Shape.TINY, most, parallel));
            return bursts;
        }
        boolean prompts = offer == Offer.PROMPTS;
        // what calls of other shapes used before is to be forgotten by then, since what they cost is not known yet
        long pause = Math.min(PAUSE_NANOS, (probes.budget.nanos() - nowNanos) / 16);
        long left = (long) (probes.budget.tokens() * TOKENS);
        int largest = prompts ? MOST_PROMPT : MOST_ANSWER;
        for (int size = SMALLEST; size <= largest; size = Math.min(2 * size, Math.max(size + 1, largest))) {
            Shape shape = prompts ? new Shape(size, 1, false, false) : new Shape(8, size, true, false);
            int calls = size == largest ? (int) Math.min(400, left / size) : CALLS_EACH;
            left -= (long) calls * size;
            if (left < 0 || calls == 0) {
                break;
            }
            bursts.add(new Burst(pause, 0, shape, calls, 3, Math.min(parallel, size == largest ? 16 : 4), true, true));
            if (size == largest) {
                break;
            }
        }
        return bursts;
    }

    private static Burst burst(Shape shape, int most, int parallel) {
        return new Burst(0, 0, shape, most, 3, parallel, true, true);
    }

    @Override
    public void learn(List<Call> calls, List<Event> fresh, List<Call> unexplained, long nowNanos) {
        if (search != null) {
            search.learn(fresh);
            return;
        }
        if (unexplained.isEmpty()) {
            over = true;
            probes.neverReached.put(offer.dimension, upTo(calls, nowNanos));
            return;
        }
        double offered = calls.stream()
                .filter(Call::admitted)
                .mapToDouble(c -> switch (offer) {
                    case CALLS, MANY_CALLS -> 1;
                    case PROMPTS -> c.prompt;
                    case ANSWERS -> c.output;
                })
                .sum();
        long deadline = nowNanos + (long) ((probes.budget.nanos() - nowNanos) * offer.share);
        Charging charging = switch (offer) {
            case CALLS, MANY_CALLS -> Charging.ONE_A_CALL;
            case PROMPTS -> Charging.PROMPT;
            case ANSWERS -> Charging.AFTERWARDS;
        };
        search = new LimiterSearch(
                fill(offered),
                new Theories(offer.dimension, charging, probes.epochNanos),
                new Charges(offer.small() ? 0.7 : 0.02, MOST_PROMPT, probes.mostMax, probes.parallel),
                probes.log,
                nowNanos,
                deadline);
        unexplained.forEach(call -> call.evidenceFor = search);
        search.learn(fresh);
    }

    private Fill fill(double offered) {
        int most = (int) Math.max(12, Math.min(5_000, probes.runner.requestsLeft() * REQUESTS));
        if (offer.small()) {
            return new Fill(
                    0, Shape.TINY, 1, (int) Math.min(probes.parallel, Math.max(LEAST_PARALLEL, offered / 12)), most);
        }
        int each = (int) Math.max(16, Math.min(offer == Offer.PROMPTS ? MOST_PROMPT : MOST_ANSWER, offered / FILLS));
        Shape shape = offer == Offer.PROMPTS ? new Shape(each, 1, false, false) : new Shape(8, each, true, false);
        return new Fill(0, shape, each, Math.min(probes.parallel, 4), most);
    }

    private String upTo(List<Call> calls, long nowNanos) {
        double seconds = Math.max(0.001, (nowNanos - beganNanos) / 1e9);
        long admitted = calls.stream().filter(Call::admitted).count();
        long amount = offer.small()
                ? admitted
                : calls.stream()
                        .filter(Call::admitted)
                        .mapToLong(c -> offer == Offer.PROMPTS ? c.prompt : c.output)
                        .sum();
        String limit = probes.runner.blocked() ? "; more of them met a limit that is known" : "";
        return String.format(
                java.util.Locale.ROOT, "up to %d %s in %.1f s%s", amount, offer.dimension.unit(), seconds, limit);
    }

    @Override
    public void give() {
        if (search != null) {
            probes.add(new FoundLimiter(search.result()));
            search = null;
        }
    }

    @Override
    public LimiterSearch search() {
        return search;
    }

    @Override
    public String words() {
        return switch (offer) {
            case CALLS -> "small calls";
            case MANY_CALLS -> "very many small calls";
            case PROMPTS -> "tokens of prompts";
            case ANSWERS -> "tokens of answers";
        };
    }

    /** How long calls may be held back for other limiters while more is offered. */
    static long patienceNanos() {
        return PATIENCE_NANOS;
    }
}
