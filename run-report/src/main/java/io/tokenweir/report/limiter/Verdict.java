package io.tokenweir.report.limiter;

/**
 * What the weights come to. A confidence is the weight of all hypotheses that agree with the finding, times how well the best
 * explains the log: where no theory fits, the one that fits least badly must not look sure.
 */
record Verdict(Posterior posterior, Posterior kinds, ProbeLog log) {
    private static final double NICE_WITHIN = 0.045;

    Limited limited(Fill fill, int scripts) {
        WindowKind kind = kinds.mode(h -> h.theory.kind());
        Hypothesis best = posterior.hypotheses().stream()
                .filter(h -> h.theory.kind() == kind)
                .findFirst()
                .orElse(posterior.best());
        double fit = kinds.fit();
        Theory theory = best.theory;
        boolean bucket = kind == WindowKind.TOKEN_BUCKET;
        double low = best.low();
        double high = Math.max(low, Math.min(best.high(), 2 * Math.max(1, best.size())));
        double size =
                SizeText.roundest(low, high * (1 - Hypothesis.ROUNDING), theory.charging() == Charging.ONE_A_CALL);
        double[] span = span(kind);
        double raw = bucket ? size / theory.perSecond() : theory.seconds();
        double seconds = Windows.usualWithin(
                bucket ? raw : Math.max(span[0], raw * (1 - NICE_WITHIN)),
                bucket ? raw : Math.min(span[1], raw * (1 + NICE_WITHIN)),
                raw);
        double kindConfidence = fit * kinds.weight(h -> h.theory.kind() == kind);
        double windowConfidence = kindConfidence * closeTo(seconds, kind);
        double sizeConfidence = fit
                * Math.max(0, 1 - Math.max(0, (high - low) / Math.max(1, size) - 0.06) * 4)
                * (0.3 + 0.7 * kindConfidence);
        Charging charging = theory.charging();
        Dimension dimension = theory.dimension();
        return new Limited(
                best,
                size,
                low,
                high,
                sizeConfidence,
                seconds,
                bucket ? raw * 0.97 : span[0],
                bucket ? raw * 1.03 : span[1],
                windowConfidence,
                kind,
                kindConfidence,
                posterior.fit() * posterior.weight(h -> h.theory.charging() == charging),
                posterior.fit() * posterior.weight(h -> h.theory.dimension() == dimension),
                fill,
                scripts,
                best.refusals(),
                "");
    }

    private double[] span(WindowKind kind) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        double best = kinds.hypotheses().stream()
                .filter(h -> h.theory.kind() == kind)
                .mapToDouble(Hypothesis::cost)
                .min()
                .orElse(0);
        for (Hypothesis h : kinds.hypotheses()) {
            if (h.theory.kind() == kind && h.cost() <= best + 2) {
                low = Math.min(low, h.theory.seconds());
                high = Math.max(high, h.theory.seconds());
            }
        }
        return new double[] {low, high};
    }

    private double closeTo(double seconds, WindowKind kind) {
        double near = kinds.weight(h -> h.theory.kind() == kind && Math.abs(length(h) - seconds) <= 0.05 * seconds);
        return near / Math.max(1e-9, kinds.weight(h -> h.theory.kind() == kind));
    }

    private static double length(Hypothesis h) {
        return h.theory.kind() == WindowKind.TOKEN_BUCKET ? h.size() / h.theory.perSecond() : h.theory.seconds();
    }
}
