package io.tokenweir.common.scenario;

/** Stages whose figures no summary counts: the names say so, in every event and result. */
public final class Phase {
    public static final String WARM_UP = "warm-up";
    public static final String COOL_DOWN = "cool-down";

    private Phase() {}

    /** Whether a stage of that name counts. */
    public static boolean isMeasured(String stage) {
        return !stage.equals(WARM_UP) && !stage.equals(COOL_DOWN);
    }
}
