package io.tokenweir.common.scenario;

import java.time.Duration;
import java.util.List;

/**
 * The executor and stages that a preset stands for. Pure.
 *
 * @param startVUs null for a rate
 * @param startRate null for virtual users
 * @param maxVUs as given, or enough for ten seconds of the peak rate
 */
record PresetLoad(Executor executor, List<StageSpec> stages, Integer startVUs, Double startRate, Integer maxVUs) {
    private static final int LEAST_USERS = 100;
    private static final int MOST_USERS = 10_000;
    private static final int SECONDS_OF_USERS = 10;

    static PresetLoad of(
            Preset preset,
            Executor executor,
            List<StageSpec> stages,
            Integer vus,
            Double rate,
            Duration duration,
            Duration unit,
            Integer maxVUs) {
        if (executor != null || !stages.isEmpty()) {
            throw new IllegalArgumentException("'preset: " + preset.text()
                    + "' brings its own executor and stages; take 'executor' and 'stages' out, or the preset");
        }
        double peak = vus != null ? vus : rate != null ? rate : 0;
        if ((vus == null) == (rate == null) || !(peak > 0)) {
            throw new IllegalArgumentException(
                    "'preset: " + preset.text() + "' needs its peak, above 0: either 'vus' or 'rate'");
        }
        List<StageSpec> shape = preset.stages(peak, duration);
        if (vus != null) {
            return new PresetLoad(Executor.RAMPING_VUS, shape, (int) preset.start(peak), null, maxVUs);
        }
        double users = peak * 1e9 / unit.toNanos() * SECONDS_OF_USERS;
        return new PresetLoad(
                Executor.RAMPING_ARRIVAL_RATE,
                shape,
                null,
                preset.start(peak),
                maxVUs != null ? maxVUs : (int) Math.min(MOST_USERS, Math.max(LEAST_USERS, Math.ceil(users))));
    }
}
