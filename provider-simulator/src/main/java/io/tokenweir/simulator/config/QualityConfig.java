package io.tokenweir.simulator.config;

/**
 * How answers get worse with load. Load is the share of a model's places (maxSequences times replicas) that are taken when
 * the answer is decided. Below {@code from} all answers are sound; from there the shares rise in a straight line to the
 * ones given here, which hold at {@code full} and above.
 *
 * @param wrong share of answers in the right form whose content is wrong
 * @param truncated share that ends in the middle and says that all was said
 * @param incoherent share whose words come in disorder and repeat
 * @param leaking share that goes on with the text of another request
 */
public record QualityConfig(
        double from, double full, double wrong, double truncated, double incoherent, double leaking) {

    public QualityConfig {
        double sum = wrong + truncated + incoherent + leaking;
        if (Math.min(Math.min(wrong, truncated), Math.min(incoherent, leaking)) < 0 || sum > 1 + 1e-9) {
            throw new IllegalArgumentException(
                    "wrong, truncated, incoherent and leaking must be 0 or more, and together at most 1");
        }
    }

    /** All answers are sound. */
    public static QualityConfig sound() {
        return new QualityConfig(0.5, 1, 0, 0, 0, 0);
    }

    /** How far the dial is turned at a load: from 0 (sound) to 1. */
    public double turned(double load) {
        if (load < from) {
            return 0;
        }
        return full > from ? Math.min(1, (load - from) / (full - from)) : 1;
    }
}
