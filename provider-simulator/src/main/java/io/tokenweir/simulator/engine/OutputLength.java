package io.tokenweir.simulator.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import io.tokenweir.simulator.config.LengthConfig;
import io.tokenweir.simulator.config.TailConfig;

/**
 * How long one answer is: drawn once, when the request is admitted, from a seed of the request, so that the same request is
 * answered with the same length.
 *
 * @param hidden tokens decoded before the first visible one (reasoning)
 * @param visible tokens of the answer
 * @param cut whether {@code max_tokens} ended it
 */
public record OutputLength(int hidden, int visible, boolean cut) {
    /** Output tokens of Azure's LLM traces of 2023 by percent (CC-BY). */
    private static final Quantiles CONVERSATION =
            Quantiles.of(Map.of(5., 41., 25., 85., 50., 129., 75., 395., 90., 424., 95., 451., 99., 601.));

    private static final Quantiles CODE =
            Quantiles.of(Map.of(5., 6., 25., 9., 50., 13., 75., 24., 90., 55., 95., 90., 99., 251.));
    private static final double[] BUCKETS = {0.20, 0.30, 0.20, 0.05, 0.10, 0.15};
    private static final int FLEXIBLE_BUCKET = 3;
    private static final int FIXED_BUCKET_TOKENS = 20;

    /**
     * Draws a length.
     *
     * @param maxTokens the most tokens, hidden ones included; at least 1
     */
    public static OutputLength draw(LengthConfig lengths, TailConfig tail, int maxTokens, RandomGenerator random) {
        int hidden = tail.reasoningMedianTokens() <= 0
                ? 0
                : (int) Math.min(
                        maxTokens - 1,
                        logNormal(Math.log(tail.reasoningMedianTokens()), tail.reasoningSigma(), random));
        int room = maxTokens - hidden;
        double drawn = switch (lengths.from()) {
            case AS_ASKED -> room;
            case CONVERSATION -> CONVERSATION.at(random.nextDouble());
            case CODE -> CODE.at(random.nextDouble());
            case QUANTILES -> Quantiles.of(lengths.quantiles()).at(random.nextDouble());
            case LOG_NORMAL -> logNormal(lengths.mu(), lengths.sigma(), random);
            case BUCKETS -> bucket(room, random);
        };
        int visible = (int) Math.max(1, Math.min(room, Math.round(drawn)));
        return new OutputLength(hidden, visible, visible == room);
    }

    private static double logNormal(double mu, double sigma, RandomGenerator random) {
        return Math.exp(mu + sigma * random.nextGaussian());
    }

    /** Six buckets of 20 tokens, of which the fourth takes what is left; of equal size up to 120 tokens. */
    private static int bucket(int max, RandomGenerator random) {
        double u = random.nextDouble();
        int bucket = 0;
        while (bucket < BUCKETS.length - 1 && u >= BUCKETS[bucket]) {
            u -= BUCKETS[bucket++];
        }
        int fixed = FIXED_BUCKET_TOKENS;
        int start;
        int size;
        if (max <= fixed * BUCKETS.length) {
            start = max * bucket / BUCKETS.length;
            size = max * (bucket + 1) / BUCKETS.length - start;
        } else {
            int flexible = max - fixed * (BUCKETS.length - 1);
            start = bucket <= FLEXIBLE_BUCKET ? bucket * fixed : max - (BUCKETS.length - bucket) * fixed;
            size = bucket == FLEXIBLE_BUCKET ? flexible : fixed;
        }
        return start + 1 + (size > 1 ? random.nextInt(size) : 0);
    }

    /** An inverse distribution function: quantiles, and between them a straight line through the logarithms. */
    private record Quantiles(TreeMap<Double, Double> byShare) {
        static Quantiles of(Map<Double, Double> byPercent) {
            TreeMap<Double, Double> byShare = new TreeMap<>();
            byPercent.forEach((percent, tokens) -> byShare.put(percent / 100, Math.max(1, tokens)));
            return new Quantiles(byShare);
        }

        double at(double share) {
            Map.Entry<Double, Double> below = byShare.floorEntry(share);
            Map.Entry<Double, Double> above = byShare.ceilingEntry(share);
            if (below == null) {
                return above.getValue();
            }
            if (above == null || above.getKey().equals(below.getKey())) {
                return below.getValue();
            }
            double part = (share - below.getKey()) / (above.getKey() - below.getKey());
            return Math.exp(
                    Math.log(below.getValue()) + part * (Math.log(above.getValue()) - Math.log(below.getValue())));
        }
    }
}
