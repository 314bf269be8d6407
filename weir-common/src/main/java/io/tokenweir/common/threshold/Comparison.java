package io.tokenweir.common.threshold;

/** How a value is held against a bound. */
public enum Comparison {
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    EQUAL("=="),
    DIFFERENT("!=");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    static Comparison of(String sign) {
        for (Comparison comparison : values()) {
            if (comparison.sign.equals(sign) || sign.equals("===") && comparison == EQUAL) {
                return comparison;
            }
        }
        throw new IllegalArgumentException("'" + sign + "' compares nothing");
    }

    boolean holds(double value, double bound) {
        return switch (this) {
            case LESS -> value < bound;
            case AT_MOST -> value <= bound;
            case GREATER -> value > bound;
            case AT_LEAST -> value >= bound;
            case EQUAL -> value == bound;
            case DIFFERENT -> value != bound;
        };
    }

    /** Whether smaller values are the better ones. */
    public boolean fromAbove() {
        return this == LESS || this == AT_MOST;
    }

    /** Whether larger values are the better ones. */
    public boolean fromBelow() {
        return this == GREATER || this == AT_LEAST;
    }

    @Override
    public String toString() {
        return sign;
    }
}
