package io.tokenweir.common.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What must hold between the times and shapes of one scenario. Pure. */
final class LoadTimes {
    private LoadTimes() {}

    /** A sentence, without its full stop, for whatever does not hold. */
    static List<String> check(LoadSpec load) {
        List<String> wrong = new ArrayList<>();
        boolean gamma = load.executor() == Executor.GAMMA_ARRIVAL_RATE;
        if (gamma && (load.shape() == null || !(load.shape() > 0))) {
            wrong.add("gamma-arrival-rate needs a 'shape' above 0 (or 'burstiness', vLLM's name for it);"
                    + " 1 is Poisson, below 1 comes in bursts");
        }
        if (!gamma && load.shape() != null) {
            wrong.add("'shape' and 'burstiness' are gamma-arrival-rate's, not "
                    + load.executor().text() + "'s");
        }
        if (gamma && load.shape() != null && !load.shape().equals(load.burstiness())) {
            wrong.add("'shape' " + load.shape() + " and 'burstiness' " + load.burstiness()
                    + " are two names for one number; write one");
        }
        Duration length = length(load);
        Duration left = load.warmUp().plus(load.coolDown());
        if (length != null && !left.isZero() && left.compareTo(length) >= 0) {
            wrong.add("'warmUp' and 'coolDown' lie within the scenario's time and must leave some of its "
                    + length.toMillis() / 1000.0 + " s to be measured");
        }
        if (length == null && !load.coolDown().isZero()) {
            wrong.add(
                    "'coolDown' needs a 'duration': when " + load.executor().text() + " ends is not known beforehand");
        }
        return wrong;
    }

    /** Null when it is not known before the run. */
    private static Duration length(LoadSpec load) {
        return load.stages().isEmpty()
                ? load.duration()
                : load.stages().stream().map(StageSpec::duration).reduce(Duration.ZERO, Duration::plus);
    }
}
