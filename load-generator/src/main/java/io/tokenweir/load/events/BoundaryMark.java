package io.tokenweir.load.events;

import io.tokenweir.load.health.LoopHealth;

/**
 * One loop's word that it has handed over everything before a second boundary. When the words of all loops for a boundary are
 * there, the ticks may go out.
 *
 * @param loop which loop
 * @param boundaryMicros a whole second, us since the Unix epoch
 * @param counts cumulative
 * @param last whether this loop will hand over nothing more
 */
public record BoundaryMark(
        int loop, long boundaryMicros, PartitionCounts counts, LoopHealth.Second health, boolean last) {}
