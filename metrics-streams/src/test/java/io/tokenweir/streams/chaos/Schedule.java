package io.tokenweir.streams.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws when which fault happens. Pure: equal seeds give equal schedules. */
final class Schedule {
    private static final long FIRST_MILLIS = 3_000;

    private Schedule() {}

    /**
     * Each kind equally often, in random order, at random distances around an even spread.
     *
     * @param count of faults
     * @param untilMillis no fault begins later
     */
    static List<Fault> draw(long seed, List<FaultKind> kinds, int count, long untilMillis) {
        Random random = new Random(seed);
        List<FaultKind> order = new ArrayList<>();
        while (order.size() < count) {
            List<FaultKind> round = new ArrayList<>(kinds);
            Collections.shuffle(round, random);
            order.addAll(round);
        }
        long step = (untilMillis - FIRST_MILLIS) / count;
        List<Fault> faults = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            long at = FIRST_MILLIS + n * step + (long) (random.nextDouble() * step);
            faults.add(new Fault(at, order.get(n), random.nextLong()));
        }
        return List.copyOf(faults);
    }
}
