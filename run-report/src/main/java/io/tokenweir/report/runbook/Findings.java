package io.tokenweir.report.runbook;

import io.tokenweir.report.certificate.Certificate;
import io.tokenweir.report.limiter.LimiterFindings;
import io.tokenweir.report.onset.WallFindings;

/**
 * What was found beside the run and belongs on its page; null where nobody looked.
 *
 * @param walls where shedding begins by a search of its own; wins over what the run alone shows
 * @param curve of that search
 * @param proof the certificate of the run
 * @param limiter which limiter it is
 */
public record Findings(Walls walls, Curve curve, Proof proof, LimiterFindings limiter) {
    public static final Findings NONE = new Findings(null, null, null, null);

    /** From what the commands wrote; null for each that did not run. */
    public static Findings of(WallFindings wall, LimiterFindings limiter, Certificate certificate) {
        return new Findings(
                wall == null ? null : FoundWalls.walls(wall),
                wall == null ? null : FoundWalls.curve(wall),
                certificate == null ? null : Certified.proof(certificate),
                limiter);
    }
}
