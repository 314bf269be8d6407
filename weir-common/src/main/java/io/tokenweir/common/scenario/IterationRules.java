package io.tokenweir.common.scenario;

import java.util.ArrayList;
import java.util.List;

/** What must hold between the values of a scenario whose iterations are counted. Pure. */
final class IterationRules {
    private IterationRules() {}

    /** A sentence, without its full stop, for whatever does not hold. */
    static List<String> check(LoadSpec load) {
        String executor = load.executor().text();
        List<String> wrong = new ArrayList<>();
        if (load.vus() <= 0) {
            wrong.add(executor + " needs 'vus' above 0");
        }
        if (load.iterations() <= 0) {
            wrong.add(executor + " needs 'iterations' above 0");
        }
        if (load.maxDuration().isZero()) {
            wrong.add(executor + " needs a 'maxDuration' above 0");
        }
        if (load.duration() != null) {
            wrong.add(executor
                    + " ends with its iterations; write 'maxDuration' instead of 'duration' to bound its time");
        }
        if (!load.stages().isEmpty()) {
            wrong.add(executor + " has no 'stages'; use ramping-vus for them");
        }
        if (load.executor() == Executor.SHARED_ITERATIONS && load.iterations() < load.vus()) {
            wrong.add(load.vus() + " virtual users cannot share " + load.iterations()
                    + " iterations; lower 'vus' or raise 'iterations'");
        }
        return wrong;
    }
}
