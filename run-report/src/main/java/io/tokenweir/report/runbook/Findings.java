package io.tokenweir.report.runbook;

import io.tokenweir.report.limiter.LimiterFindings;

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
}
