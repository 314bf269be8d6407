package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.report.limiter.LimiterFindings;

/** What the page does not tell, so that nobody takes its silence for a good sign. */
final class NotTested {
    private NotTested() {}

    static List<String> of(Walls walls, Proof proof, Plan plan, LimiterFindings limiter) {
        List<String> missing = new ArrayList<>();
        if (walls.axes().stream().noneMatch(wall -> wall.found() && wall.hasInterval())) {
            missing.add("how sure the onset is (one climb gives no interval)");
        }
        if (walls.axes().stream().noneMatch(wall -> wall.recovery() != null)) {
            missing.add("where shedding ends on the way down");
        }
        if (limiter == null) {
            missing.add("the limiter's kind, window and scope (./weir limiter)");
        } else {
            missing.addAll(limiter.notTested());
        }
        if (proof.state() == Proof.State.NOT_DECLARED) {
            missing.add("a declared reaction (expect: in the scenario)");
        }
        missing.add("limits of a day");
        if (plan == null) {
            missing.add("the planned load");
        }
        return missing;
    }
}
