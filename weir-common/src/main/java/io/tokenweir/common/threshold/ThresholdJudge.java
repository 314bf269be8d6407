package io.tokenweir.common.threshold;

import java.math.BigDecimal;
import java.math.MathContext;

import io.tokenweir.common.threshold.ThresholdResult.Status;

/**
 * Holds a figure against its threshold. Pure.
 *
 * <p>What was not measured is not proven, so it does not pass. Too few samples prove nothing. Durations are judged by the seconds
 * in which the meter was healthy, and must hold with the others too: the meter's errors make a duration longer, never shorter, so
 * what stays below a bound with them is below it without. Where it was invalid in more than half of the seconds, what is left is
 * no sample of the run. A lower bound must hold by more than the meter's error.
 */
public final class ThresholdJudge {
    private static final int DIGITS = 6;

    private ThresholdJudge() {}

    public static ThresholdResult judge(Threshold threshold, Reading reading, MeterSeconds meter) {
        if (reading.value() == null) {
            return result(threshold, Status.NOT_MEASURED, null, reading.missing());
        }
        double value = reading.value();
        if (!threshold.holds(value)) {
            return result(threshold, Status.FAILED, value, failure(threshold, reading));
        }
        if (threshold.needsHealthyMeter()) {
            String doubt = doubt(threshold, reading, meter);
            return doubt == null
                    ? result(threshold, Status.PASSED, value, leftOut(threshold, reading, meter))
                    : result(threshold, Status.NOT_MEASURED, value, doubt);
        }
        return result(threshold, Status.PASSED, value, null);
    }

    /** Null when nothing was. */
    private static String leftOut(Threshold threshold, Reading reading, MeterSeconds meter) {
        return reading.everything() == null || meter.invalid() == 0
                ? null
                : "in the " + (meter.total() - meter.invalid()) + " of " + meter.total()
                        + " seconds in which the meter was well; with the others "
                        + with(threshold, reading.everything());
    }

    private static String doubt(Threshold threshold, Reading reading, MeterSeconds meter) {
        if (meter.tooManyInvalid()) {
            return "the meter was invalid in " + meter.invalid() + " of " + meter.total() + " seconds";
        }
        if (reading.everything() != null && !threshold.holds(reading.everything())) {
            return "it holds while the " + meter.invalid()
                    + " seconds in which the meter was invalid are left out, and not with them ("
                    + with(threshold, reading.everything()) + ")";
        }
        Double error = reading.errorBound();
        if (error != null && !threshold.comparison().fromAbove() && !threshold.holds(reading.value() - error)) {
            return "it holds by less than the meter's error bound of " + with(threshold, error);
        }
        return null;
    }

    /** Null when there is no more to say than the value. */
    private static String failure(Threshold threshold, Reading reading) {
        Double error = reading.errorBound();
        boolean within =
                error != null && threshold.comparison().fromAbove() && threshold.holds(reading.value() - error);
        return within ? "by less than the meter's error bound of " + with(threshold, error) : null;
    }

    private static ThresholdResult result(Threshold threshold, Status status, Double value, String reason) {
        return new ThresholdResult(
                threshold.text(),
                status,
                value,
                threshold.bound(),
                threshold.unit(),
                reason,
                threshold.abortOnFail(),
                null);
    }

    private static String with(Threshold threshold, double value) {
        return plain(value) + " " + threshold.unit();
    }

    /** How many values a percentile needs for one of them to lie beyond it. */
    public static String tooFew(long values, double quantile) {
        return values + (values == 1 ? " value is" : " values are") + " too few for p(" + plain(quantile * 100)
                + "), which needs " + plain(Math.ceil(1 / (1 - quantile) - 1e-6));
    }

    /** At most six significant digits, without exponent or trailing zeros. */
    public static String plain(double value) {
        return new BigDecimal(value)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }
}
