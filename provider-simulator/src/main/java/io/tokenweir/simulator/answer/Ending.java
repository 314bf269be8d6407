package io.tokenweir.simulator.answer;

/** Why a choice ended. */
public enum Ending {
    /** All was said. */
    STOP,
    /** A stop sequence would have been said next. */
    STOP_SEQUENCE,
    /** The tokens asked for were used up. */
    LENGTH,
    TOOL_CALLS,
    REFUSAL,
    CONTENT_FILTER
}
