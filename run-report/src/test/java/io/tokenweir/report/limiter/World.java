package io.tokenweir.report.limiter;

import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A server with a wall, and the way to it, in simulated time: calls arrive after half a round trip, which jitters, so that those
 * that overlap may arrive in another order; some fail for no reason of the wall's; somebody else may call too.
 */
final class World {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    /** Prompts get a few tokens more from the chat's form, as on real servers. */
    private static final int FORM = 4;

    static final List<ProbeKey> KEYS = List.of(
            new ProbeKey("key 1", "a", "p", "o"),
            new ProbeKey("key 2", "a", "p", "o"),
            new ProbeKey("key 3", "b", "p", "o"),
            new ProbeKey("key 4", "c", "q", "o"),
            new ProbeKey("key 5", "d", "r", "u"));

    private record Happening(long nanos, long order, Runnable what) {}

    private final Wall wall;
    private final Random random;
    private final PriorityQueue<Happening> future = new PriorityQueue<>(
            (a, b) -> a.nanos() == b.nanos() ? Long.compare(a.order(), b.order()) : Long.compare(a.nanos(), b.nanos()));
    private long order;
    private long now = SECOND;
    private LimiterProbing probing;

    /** What disturbs. */
    record Noise(double jitter, double failures, double othersPerSecond) {
        static final Noise NONE = new Noise(0.1, 0, 0);
    }

    private final Noise noise;
    private final int meanAnswer;

    /** @param meanAnswer how long answers are when {@code max_tokens} allows more; 0: as long as that */
    World(Wall wall, Noise noise, int meanAnswer, long seed) {
        this.wall = wall;
        this.noise = noise;
        this.meanAnswer = meanAnswer;
        this.random = new Random(seed);
    }

    LimiterFindings identify(ProbeBudget budget, long epochNanos) {
        return identify(KEYS, budget, epochNanos);
    }

    LimiterFindings identify(List<ProbeKey> keys, ProbeBudget budget, long epochNanos) {
        probing = new LimiterProbing(keys, budget, epochNanos, now);
        if (noise.othersPerSecond() > 0) {
            others();
        }
        while (true) {
            ProbeStep step = probing.next(now);
            if (step instanceof ProbeStep.Done done) {
                return done.findings();
            }
            if (step instanceof ProbeStep.Send send) {
                send(keys.get(send.key()), send);
                now += MILLI / 5;
            } else {
                long until = ((ProbeStep.Wait) step).untilNanos();
                if (!future.isEmpty() && future.peek().nanos() <= until) {
                    Happening next = future.poll();
                    now = Math.max(now, next.nanos());
                    next.what().run();
                } else {
                    now = until;
                }
            }
        }
    }

    private void others() {
        in((long) (-Math.log(1 - random.nextDouble()) / noise.othersPerSecond() * SECOND), () -> {
            Wall.Admission admission = wall.admit(now, KEYS.get(0), 30, 1, false);
            if (admission != null) {
                admission.ended(now, 1);
            }
            others();
        });
    }

    private void in(long nanos, Runnable what) {
        future.add(new Happening(now + nanos, order++, what));
    }

    private void send(ProbeKey key, ProbeStep.Send send) {
        long sent = now;
        long way = jittered(25 * MILLI);
        in(way, () -> {
            if (random.nextDouble() < noise.failures()) {
                answer(send, sent, ProbeResult.Verdict.FAILED, -1, -1);
                return;
            }
            int prompt = send.promptTokens() + FORM;
            Wall.Admission admission = wall.admit(now, key, prompt, send.maxTokens(), send.stream());
            if (admission == null) {
                answer(send, sent, ProbeResult.Verdict.REFUSED, -1, -1);
                return;
            }
            int whole = meanAnswer == 0
                    ? send.maxTokens()
                    : Math.min(send.maxTokens(), Math.max(1, meanAnswer / 2 + random.nextInt(meanAnswer)));
            int output = send.cancel() ? 1 : whole;
            in(jittered(120 * MILLI) + output * 8 * MILLI, () -> {
                admission.ended(now, output);
                answer(
                        send,
                        sent,
                        ProbeResult.Verdict.ADMITTED,
                        send.cancel() ? -1 : prompt,
                        send.cancel() ? -1 : output);
            });
        });
    }

    private void answer(ProbeStep.Send send, long sent, ProbeResult.Verdict verdict, int prompt, int output) {
        in(
                jittered(25 * MILLI),
                () -> probing.observe(
                        new ProbeResult(send.call(), verdict, sent, now, prompt, output, -1, List.of(), null)));
    }

    private long jittered(long nanos) {
        return (long) (nanos * Math.exp(noise.jitter() * random.nextGaussian()));
    }
}
