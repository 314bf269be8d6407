package io.tokenweir.load.trace;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Makes traces that look like production traffic without being anybody's.
 *
 * <p>Lengths follow the published quantiles of the Azure LLM inference traces of 2023 (Splitwise, ISCA 2024) by inverse
 * transform, log-linear between the quantiles; input and output lengths are drawn independently, as they nearly are there
 * (log correlation 0.00 and 0.09). Gaps between arrivals are gamma distributed with the traces' mean and burstiness: shape 1
 * (Poisson) for conversation, 0.23 for code (Marsaglia and Tsang, 2000, boosted for shapes below 1).
 */
public enum SyntheticTrace {
    CODE(2.57, 0.23, new double[] {1, 75, 578, 1469, 2744, 5187, 7303, 7436, 7437}, new double[] {
        1, 6, 9, 13, 24, 55, 90, 251, 1000
    }),
    CONVERSATION(5.53, 1.0, new double[] {1, 181, 396, 1020, 1189, 2734, 4083, 4142, 4200}, new double[] {
        1, 41, 85, 129, 395, 424, 451, 601, 1000
    });

    private static final double[] PROBABILITIES = {0, 0.05, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99, 1};
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final double requestsPerSecond;
    private final double gapShape;
    private final double[] inputQuantiles;
    private final double[] outputQuantiles;

    SyntheticTrace(double requestsPerSecond, double gapShape, double[] inputQuantiles, double[] outputQuantiles) {
        this.requestsPerSecond = requestsPerSecond;
        this.gapShape = gapShape;
        this.inputQuantiles = inputQuantiles;
        this.outputQuantiles = outputQuantiles;
    }

    /** Writes so many rows in the Azure CSV's columns, 100 ns digits included, from {@code start} on. */
    public void write(Appendable out, int requests, Instant start, RandomGenerator random) throws IOException {
        out.append("TIMESTAMP,ContextTokens,GeneratedTokens\n");
        double seconds = 0;
        for (int i = 0; i < requests; i++) {
            Instant at = start.plusNanos(Math.round(seconds * 1e9));
            out.append(STAMP.format(at))
                    .append(String.format(Locale.ROOT, ".%07d", at.getNano() / 100))
                    .append(',')
                    .append(Integer.toString(length(inputQuantiles, random.nextDouble())))
                    .append(',')
                    .append(Integer.toString(length(outputQuantiles, random.nextDouble())))
                    .append('\n');
            seconds += gamma(gapShape, random) / (gapShape * requestsPerSecond);
        }
    }

    /** The length at a probability: log-linear between the published quantiles. */
    static int length(double[] quantiles, double probability) {
        int above = 1;
        while (above < PROBABILITIES.length - 1 && PROBABILITIES[above] < probability) {
            above++;
        }
        double share = (probability - PROBABILITIES[above - 1]) / (PROBABILITIES[above] - PROBABILITIES[above - 1]);
        double log = Math.log(quantiles[above - 1]) * (1 - share) + Math.log(quantiles[above]) * share;
        return (int) Math.max(1, Math.round(Math.exp(log)));
    }

    private static double gamma(double shape, RandomGenerator random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    double[] inputQuantiles() {
        return inputQuantiles.clone();
    }

    double requestsPerSecond() {
        return requestsPerSecond;
    }
}
