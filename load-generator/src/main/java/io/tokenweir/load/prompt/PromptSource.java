package io.tokenweir.load.prompt;

import java.util.List;

/**
 * What the requests of one scenario ask: a function of their number in the scenario alone, so that it does not depend on which
 * event loop asks. Everything is prepared before; asking costs no I/O and no parsing. Thread-safe.
 */
@FunctionalInterface
public interface PromptSource {
    /** @param number of the arrival, or of the iteration of a closed loop, from 0 */
    Prompt prompt(long number);

    /** Prompts that take turns. */
    static PromptSource inTurns(List<Prompt> prompts) {
        List<Prompt> several = List.copyOf(prompts);
        return number -> several.get((int) (number % several.size()));
    }
}
