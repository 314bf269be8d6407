package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts what was found into words. */
record FindingsWriter(Probes probes) {
    private static final double AGREE = 0.05;

    LimiterFindings write(String ended, long nanos) {
        List<String> notTested = new ArrayList<>(probes.notTested);
        notTested.add("Limits of a day or longer: they cannot be waited for.");
        return new LimiterFindings(
                probes.found.stream().map(this::finding).toList(),
                probes.neverReached,
                probes.probes,
                probes.runner.spent(nanos),
                notTested,
                probes.warnings.stream().distinct().toList(),
                ended);
    }

    private LimiterFinding finding(FoundLimiter found) {
        Limited limited = found.limited;
        Theory theory = limited.best().theory;
        Dimension dimension = theory.dimension();
        boolean open = limited.kind() == WindowKind.NONE;
        boolean bucket = limited.kind() == WindowKind.TOKEN_BUCKET;
        boolean endless = limited.kind() == WindowKind.QUOTA_OR_LONG;
        ProbeResult.Claim claim = probes.claims.of(dimension);
        String said = claim == null ? null : number(claim.limit());
        boolean agrees = claim != null && Math.abs(claim.limit() - limited.size()) <= AGREE * limited.size();
        double sure = agrees ? 1 - (1 - limited.sizeConfidence()) / 2 : limited.sizeConfidence();
        String bracket = open
                ? limited.why()
                : String.format(
                        Locale.ROOT,
                        "%s were admitted within one window, %s were not",
                        number(limited.low()),
                        Double.isInfinite(limited.high()) ? "more" : number(limited.high()));
        Finding<Double> size =
                new Finding<>(limited.size(), limited.low(), bounded(limited.high()), round(sure), bracket, said);
        return new LimiterFinding(
                Finding.of(dimension, round(limited.dimensionConfidence()), dimensionEvidence(limited))
                        .beside(probes.claims.names()),
                size,
                dimension.unit(),
                Finding.of(limited.kind(), round(limited.kindConfidence()), kindEvidence(limited)),
                open || endless
                        ? null
                        : new Finding<>(
                                limited.seconds(),
                                limited.secondsLow(),
                                limited.secondsHigh(),
                                round(limited.secondsConfidence()),
                                bucket ? "size by refill" : "when calls came back, " + limited.scripts() + " scripts",
                                probes.claims.window(dimension)),
                bucket ? size : null,
                bucket
                        ? new Finding<>(
                                limited.size() / limited.seconds(),
                                limited.low() / limited.secondsHigh(),
                                limited.high() / limited.secondsLow(),
                                round(limited.secondsConfidence()),
                                "how much came back after waits of different lengths",
                                null)
                        : null,
                open
                        ? null
                        : Finding.of(
                                theory.charging(),
                                round(limited.chargingConfidence()),
                                "calls with large prompts, with large max_tokens, and many at once"),
                found.refusedCount,
                found.scope);
    }

    private static String dimensionEvidence(Limited limited) {
        return limited.kind() == WindowKind.NONE
                ? "calls that had ended did not count"
                : "calls of other sizes were refused where this predicts it";
    }

    private static String kindEvidence(Limited limited) {
        return switch (limited.kind()) {
            case FIXED_FROM_FIRST_CALL -> "all came back at once, one window after the first call";
            case FIXED_ON_THE_CLOCK -> "all came back at once, at instants that do not depend on calls";
            case SLIDING ->
                limited.best().theory.twoWindows()
                        ? "what came back grew steadily within windows on the clock, as two fixed windows approximate it"
                        : "each call came back one window after it was made";
            case TOKEN_BUCKET -> "what came back grew steadily with the wait";
            case QUOTA_OR_LONG -> "nothing came back while it was watched";
            case NONE -> "only open calls count";
            case UNKNOWN -> "the probes did not tell";
        };
    }

    private static Double bounded(double value) {
        return Double.isInfinite(value) ? null : value;
    }

    private static double round(double confidence) {
        return Math.round(Math.max(0, Math.min(1, confidence)) * 100) / 100.0;
    }

    static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%d", (long) value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
