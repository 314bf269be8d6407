package io.tokenweir.common.scenario;

import java.util.Iterator;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A length in tokens, or a distribution of lengths: {@code 200}, {@code {distribution: uniform, min: 50, max: 400}},
 * {@code {distribution: normal, mean: 200, stdDev: 40}}, {@code {distribution: lognormal, p50: 200, p99: 2000}}; the last two
 * may be bounded by {@code min} and {@code max} as well. Immutable.
 *
 * @param mean of normal; p50 of lognormal; the length itself when it is constant
 * @param spread standard deviation of normal; of the logarithm for lognormal
 * @param min least length, at least 1
 * @param max greatest length
 */
public record LengthSpec(Shape shape, double mean, double spread, int min, int max) {
    /** Which distribution. */
    public enum Shape {
        CONSTANT,
        UNIFORM,
        NORMAL,
        LOGNORMAL
    }

    /** A standard normal variable is below this with probability 0.99. */
    private static final double NORMAL_P99 = 2.326347874040841;

    private static final int LONGEST = 1_000_000;

    public static LengthSpec constant(int tokens) {
        return new LengthSpec(Shape.CONSTANT, tokens, 0, tokens, tokens);
    }

    /** As a scenario writes it. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static LengthSpec parse(JsonNode node) {
        if (node.isInt()) {
            return constant(node.intValue());
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException(
                    "a length is a whole number of tokens, or for instance {distribution: lognormal, p50: 200, p99: 2000}");
        }
        String name = node.path("distribution").asText("");
        switch (name) {
            case "uniform" -> {
                only(node, "min", "max");
                return bounded(node, Shape.UNIFORM, 0, 0, number(node, "min"), number(node, "max"));
            }
            case "normal" -> {
                only(node, "mean", "stdDev", "min", "max");
                return bounded(node, Shape.NORMAL, number(node, "mean"), number(node, "stdDev"), 1, LONGEST);
            }
            case "lognormal" -> {
                only(node, "p50", "p99", "min", "max");
                double p50 = number(node, "p50");
                double p99 = number(node, "p99");
                if (p50 <= 0 || p99 < p50) {
                    throw new IllegalArgumentException("lognormal needs a 'p50' above 0 and a 'p99' not below it");
                }
                return bounded(node, Shape.LOGNORMAL, p50, Math.log(p99 / p50) / NORMAL_P99, 1, LONGEST);
            }
            default ->
                throw new IllegalArgumentException(
                        "unknown distribution '" + name + "' of a length; known are uniform, normal, lognormal");
        }
    }

    private static LengthSpec bounded(JsonNode node, Shape shape, double mean, double spread, double low, double high) {
        double min = node.has("min") ? number(node, "min") : low;
        double max = node.has("max") ? number(node, "max") : high;
        if (min < 1 || max < min || max > LONGEST || spread < 0) {
            throw new IllegalArgumentException(
                    "a length needs 1 <= min <= max <= " + LONGEST + ", and a 'stdDev' that is not negative");
        }
        return new LengthSpec(shape, mean, spread, (int) Math.ceil(min), (int) max);
    }

    private static double number(JsonNode node, String name) {
        if (!node.path(name).isNumber()) {
            throw new IllegalArgumentException(
                    "a length that is " + node.path("distribution").asText() + " needs a number '" + name + "'");
        }
        return node.get(name).doubleValue();
    }

    private static void only(JsonNode node, String... names) {
        Set<String> known = Set.of(names);
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!key.equals("distribution") && !known.contains(key)) {
                throw new IllegalArgumentException("unknown key '" + key + "' of a length that is "
                        + node.path("distribution").asText() + "; known are " + String.join(", ", names));
            }
        }
    }

    /** The length that a share of all lengths is below. */
    public int quantile(double share) {
        double length = switch (shape) {
            case CONSTANT -> mean;
            case UNIFORM -> min + share * (max - min + 1.0) - 0.5;
            case NORMAL -> mean + spread * NormalQuantile.of(share);
            case LOGNORMAL -> mean * Math.exp(spread * NormalQuantile.of(share));
        };
        return (int) Math.max(min, Math.min(max, Math.round(length)));
    }

    /** The usual length, for estimates: the median. */
    public int typical() {
        return shape == Shape.CONSTANT ? (int) mean : quantile(0.5);
    }
}
