package io.tokenweir.load.certificate;

import java.util.List;
import java.util.Locale;

/**
 * What was asked of an open load model against what left the socket.
 *
 * <p>Gaps are in asked gaps' time: where the rate changes, time is rescaled by it, so that every asked gap has the mean 1, and
 * the figures in milliseconds are averages. {@code together} arrivals make one gap where single ones lie closer than a client
 * can promise (see {@link CertificateEstimator}). Immutable.
 *
 * @param scenario name of the scenario
 * @param asked in words, e.g. {@code poisson arrivals, 200/s}
 * @param offered arrivals whose time had come in the judged span
 * @param sent of these, those whose first byte went to the socket
 * @param together arrivals per judged gap, 1 below 100 requests/s
 * @param gaps how many gaps were judged
 * @param verdict whether all that was asked was kept
 * @param gapMeanMillis mean of a judged gap
 * @param gapCv coefficient of variation of the judged gaps
 * @param dispersion variance over mean of the arrivals in windows of {@code windowMillis}; null when there are too few windows
 * @param kolmogorovSmirnov largest distance between the distribution of the gaps and the one asked for
 * @param reasons a sentence for whatever was not kept
 */
public record ArrivalCertificate(
        String scenario,
        String asked,
        long offered,
        long sent,
        int together,
        long gaps,
        double windowMillis,
        Verdict verdict,
        Figure gapMeanMillis,
        Figure gapCv,
        Figure dispersion,
        Figure kolmogorovSmirnov,
        List<String> reasons) {

    /** Whether the arrivals were those asked for. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** Too few arrivals to say anything. */
        TOO_FEW
    }

    /**
     * One statistic.
     *
     * @param asked what the process asked for has
     * @param drawn what the schedule's own intended starts have: luck of the seed, before anything was late
     * @param sent what left the socket
     * @param low lower end of the band in which 99 of 100 faithful runs lie
     * @param high upper end
     */
    public record Figure(double asked, double drawn, double sent, double low, double high) {
        /** Whether what was sent lies in the band. */
        public boolean inside() {
            return sent >= low && sent <= high;
        }

        String text(String format) {
            String all = format + " (asked " + format + ", band " + format + " to " + format + ")";
            return String.format(Locale.ROOT, all, sent, asked, low, high);
        }
    }

    public ArrivalCertificate {
        reasons = List.copyOf(reasons);
    }

    public boolean passed() {
        return verdict == Verdict.PASSED;
    }

    /** One line for a terminal or a page. */
    public String line() {
        if (verdict == Verdict.TOO_FEW) {
            return scenario + ": too few arrivals to judge (" + sent + " sent of " + offered + ")";
        }
        StringBuilder line = new StringBuilder(scenario)
                .append(verdict == Verdict.PASSED ? ": arrivals as asked, " : ": arrivals NOT as asked, ")
                .append(asked)
                .append("; gap mean ")
                .append(gapMeanMillis.text("%.3f"))
                .append(" ms, CV ")
                .append(gapCv.text("%.3f"));
        if (dispersion != null) {
            line.append(", dispersion ").append(dispersion.text("%.3f"));
        }
        return line.append(", KS ")
                .append(kolmogorovSmirnov.text("%.4f"))
                .append(together > 1 ? "; gaps of " + together + " arrivals" : "")
                .toString();
    }

    /** The verdict and the figures that decide it, for a page that has little room. */
    public String shortLine() {
        return switch (verdict) {
            case TOO_FEW -> scenario + ": too few arrivals to judge";
            case PASSED ->
                String.format(
                        Locale.ROOT,
                        "%s: arrivals as asked (gap CV %.2f, asked %.2f; KS %.3f)",
                        scenario,
                        gapCv.sent(),
                        gapCv.asked(),
                        kolmogorovSmirnov.sent());
            case FAILED -> scenario + ": arrivals not as asked (" + String.join("; ", reasons) + ")";
        };
    }
}
