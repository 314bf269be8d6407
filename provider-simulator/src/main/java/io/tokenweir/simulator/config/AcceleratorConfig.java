package io.tokenweir.simulator.config;

/**
 * The accelerators that one replica pretends to run on; they exist in {@code /metrics} only.
 *
 * @param count accelerators per replica
 * @param name model name as DCGM gives it
 * @param memoryMib memory of one
 * @param idleWatts power of one without work
 * @param peakWatts power of one while it prefills
 */
public record AcceleratorConfig(int count, String name, int memoryMib, double idleWatts, double peakWatts) {
    /** One that says nothing of itself. */
    public static AcceleratorConfig none() {
        return new AcceleratorConfig(1, "simulated", 81_920, 70, 700);
    }
}
