package io.tokenweir.report.compare;

/**
 * One figure of a run, or of several runs together.
 *
 * @param sense what more and less of it is called
 * @param value null when there is none, and {@code unusable} says why
 * @param low 95 % confidence bound by chance alone; null when there is none
 * @param high likewise
 * @param degrees of freedom behind the bounds; infinite where their width was not estimated
 * @param meter by how much the meter may have falsified it: a systematic error, which no repetition takes away
 * @param unusable why it cannot be compared; null when it can
 */
record Figure(Sense sense, Double value, Double low, Double high, double degrees, double meter, String unusable) {

    /** One that must not be compared. */
    static Figure unusable(Sense sense, Double value, String why) {
        return new Figure(sense, value, null, null, Double.POSITIVE_INFINITY, 0, why);
    }

    boolean usable() {
        return unusable == null && value != null;
    }
}
