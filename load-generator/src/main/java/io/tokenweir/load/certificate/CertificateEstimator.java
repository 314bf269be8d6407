package io.tokenweir.load.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.tokenweir.load.certificate.ArrivalCertificate.Figure;
import io.tokenweir.load.certificate.ArrivalCertificate.Verdict;

/**
 * Judges whether the arrivals that left the socket are those that were asked for.
 *
 * <p>By the time-rescaling theorem (Brown, Barbieri, Ventura, Kass and Frank, Neural Computation 14, 2002) the gaps of a
 * process with a changing rate, measured in expected arrivals, are those of the process with rate 1; so one null serves
 * constant rates and ramps. Random gaps are gamma distributed, and every n-th arrival of such a process is one again, of n
 * times the shape: that is the null of one instance among n, and of gaps over several arrivals. Fixed starts (even, ramps,
 * traces) have nothing random: there the bands are the lateness that is let pass.
 *
 * <p>A client promises a millisecond ({@link #RESOLUTION_MILLIS}). Where single gaps are shorter than ten of these, so many
 * arrivals are taken together that their gap is about that long, and gaps below the resolution are not told apart. Pure.
 */
public final class CertificateEstimator {
    static final double RESOLUTION_MILLIS = 1;
    private static final double JUDGED_GAP_MILLIS = 10 * RESOLUTION_MILLIS;
    private static final int FEWEST_GAPS = 30;
    private static final int FEWEST_WINDOWS = 8;
    private static final double ARRIVALS_IN_WINDOW = 20;
    private static final double MOST_UNSENT = 0.01;

    private final AskedArrivals asked;
    private final ArrivalTimes times;
    private final double[] drawnAt;
    private final double gapMillis;
    private final int together;

    private CertificateEstimator(AskedArrivals asked, ArrivalTimes times) {
        this.asked = asked;
        this.times = times;
        this.drawnAt = positions(times.intended());
        int last = drawnAt.length - 1;
        double span = last < 1 ? 0 : drawnAt[last] - drawnAt[0];
        this.gapMillis = span == 0 ? 0 : (times.intended()[last] - times.intended()[0]) / 1e6 / span;
        this.together = gapMillis == 0 ? 1 : (int) Math.max(1, Math.round(JUDGED_GAP_MILLIS / gapMillis));
    }

    public static ArrivalCertificate estimate(AskedArrivals asked, ArrivalTimes times) {
        return new CertificateEstimator(asked, times).certificate();
    }

    private ArrivalCertificate certificate() {
        GapSample drawn = new GapSample(drawnAt, together);
        GapSample sent = new GapSample(positions(times.sent()), together);
        if (gapMillis == 0 || drawn.gaps() < FEWEST_GAPS || sent.gaps() < FEWEST_GAPS) {
            return certificate(Verdict.TOO_FEW, sent.gaps(), 0, null, null, null, null, List.of());
        }
        double width = window();
        int windows = (int) ((drawnAt[drawnAt.length - 1] - drawnAt[0]) / width);
        double unit = gapMillis * together;
        double resolution = RESOLUTION_MILLIS / unit;
        double dispersionDrawn = windows < FEWEST_WINDOWS ? 0 : drawn.dispersion(drawnAt[0], width, windows);
        Band mean;
        Band cv;
        Band dispersion;
        Band distance;
        double distanceDrawn = 0;
        double distanceSent;
        if (asked.random()) {
            RenewalBands one = new RenewalBands(shape());
            RenewalBands several = new RenewalBands(shape() * together);
            mean = several.mean(sent.gaps());
            cv = several.cv(sent.gaps());
            dispersion = one.dispersion(width, windows);
            distance = several.distance(sent.gaps());
            distanceDrawn = GapDistance.toAsked(drawn.sorted(), several, resolution);
            distanceSent = GapDistance.toAsked(sent.sorted(), several, resolution);
        } else {
            mean = LatenessBands.mean();
            cv = LatenessBands.cv(drawn.cv(), together);
            dispersion = LatenessBands.dispersion(dispersionDrawn);
            distance = LatenessBands.distance(sent.gaps());
            distanceSent = GapDistance.toFixed(sent.sorted(), drawn.sorted(), resolution);
        }
        Figure ofCounts = windows < FEWEST_WINDOWS
                ? null
                : dispersion.figure(dispersionDrawn, sent.dispersion(drawnAt[0], width, windows));
        return judged(
                sent.gaps(),
                width * gapMillis,
                mean.times(unit).figure(drawn.mean() * unit, sent.mean() * unit),
                cv.figure(drawn.cv(), sent.cv()),
                ofCounts,
                distance.figure(distanceDrawn, distanceSent));
    }

    private ArrivalCertificate judged(
            long gaps, double windowMillis, Figure mean, Figure cv, Figure dispersion, Figure distance) {
        List<String> reasons = reasons(mean, cv, dispersion, distance);
        Verdict verdict = reasons.isEmpty() ? Verdict.PASSED : Verdict.FAILED;
        return certificate(verdict, gaps, windowMillis, mean, cv, dispersion, distance, reasons);
    }

    /** Of the gaps that this instance should leave. */
    private double shape() {
        return asked.shape() * asked.instances();
    }

    /** Wide enough that the counts are nearly normal, and that the resolution hardly matters at a window's edges. */
    private double window() {
        double clusters = asked.random() ? Math.max(1, 1 / shape()) : 1;
        return ARRIVALS_IN_WINDOW * Math.max(clusters, RESOLUTION_MILLIS / gapMillis);
    }

    /** Expected arrivals of this instance by each instant. */
    private double[] positions(long[] instants) {
        double[] positions = new double[instants.length];
        for (int i = 0; i < instants.length; i++) {
            positions[i] = asked.curve() == null
                    ? instants[i] * ownRate()
                    : asked.curve().arrivalsBy(instants[i]) / asked.instances();
        }
        return positions;
    }

    /** Of a trace: its own arrivals per nanosecond. */
    private double ownRate() {
        long[] intended = times.intended();
        return (intended.length - 1.0) / (intended[intended.length - 1] - intended[0]);
    }

    private List<String> reasons(Figure mean, Figure cv, Figure dispersion, Figure distance) {
        List<String> reasons = new ArrayList<>();
        long unsent = times.intended().length - times.sent().length;
        if (unsent > MOST_UNSENT * times.intended().length) {
            reasons.add(
                    unsent + " of " + times.intended().length + " arrivals never left: dropped, shed or not connected");
        }
        look("gap mean (ms)", mean, reasons);
        look("gap CV", cv, reasons);
        look("dispersion of counts", dispersion, reasons);
        look("Kolmogorov–Smirnov distance of the gaps", distance, reasons);
        return reasons;
    }

    private void look(String what, Figure figure, List<String> reasons) {
        if (figure == null || figure.inside()) {
            return;
        }
        String reason = String.format(
                Locale.ROOT, "%s %.4f lies outside %.4f to %.4f", what, figure.sent(), figure.low(), figure.high());
        boolean drawnOutside = figure.drawn() < figure.low() || figure.drawn() > figure.high();
        reasons.add(
                asked.random() && drawnOutside
                        ? reason + String.format(Locale.ROOT, "; the seed itself drew %.4f", figure.drawn())
                        : reason);
    }

    private ArrivalCertificate certificate(
            Verdict verdict,
            long gaps,
            double windowMillis,
            Figure mean,
            Figure cv,
            Figure dispersion,
            Figure distance,
            List<String> reasons) {
        return new ArrivalCertificate(
                asked.scenario(),
                asked.text(),
                times.intended().length,
                times.sent().length,
                together,
                gaps,
                windowMillis,
                verdict,
                mean,
                cv,
                dispersion,
                distance,
                reasons);
    }
}
