package io.tokenweir.cli;

/**
 * How long the second compiler may compete with the code that it compiles. Where a load fills its core, a compiler that only
 * has idle time never gets to the code that would make room: the load stays slow; and one that loses its core amid replacing
 * code makes others wait for half a second. Where there is room, it takes no longer in the idle time, and holds nobody up. So it
 * steps back once the process works with room to spare. Pure; one call a second.
 */
final class CompilerTurn {
    /** Below this the process has no load, in cores. */
    private static final double LOAD = 0.3;

    private static final double FULL = 0.75;
    private static final int CALM_SECONDS = 2;

    private int calm;

    /** Another second in which the process took so many cores; true when the compiler is to step back now. */
    boolean isOver(double cores) {
        calm = cores >= LOAD && cores < FULL ? calm + 1 : 0;
        return calm >= CALM_SECONDS;
    }
}
