package io.tokenweir.simulator.api;

/** How long the simulated model thinks when it is asked to. */
public final class Effort {
    private static final int LOW = 32;

    private Effort() {}

    /** Tokens of thought for an effort as OpenAI and Anthropic name it; a name that is not known thinks as {@code medium}. */
    public static int tokens(String effort) {
        return switch (effort) {
            case "none", "minimal" -> 0;
            case "low" -> LOW;
            case "high" -> 4 * LOW;
            case "xhigh", "max" -> 8 * LOW;
            default -> 2 * LOW;
        };
    }
}
