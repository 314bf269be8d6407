package io.tokenweir.load.health;

import java.util.List;

/**
 * What the operating system says of a second. All 0 where it does not tell.
 *
 * @param loopBusyNanos CPU time of the busiest event loop
 * @param runQueueNanos time in which an event loop could run and had no core; of the loop that waited most
 * @param throttledNanos time in which the control group was throttled
 * @param coreBusyPercent of each core, by whomever
 * @param receiveQueueBytes largest receive queue of a connection to the target, now
 */
record MachineSecond(
        long loopBusyNanos,
        long runQueueNanos,
        long throttledNanos,
        List<Integer> coreBusyPercent,
        long receiveQueueBytes) {}
