package io.tokenweir.load.engine;

import java.net.URI;
import java.time.LocalDate;

import io.tokenweir.common.scenario.ReactionSpec.FallBack;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.target.TargetGuard;

/**
 * Where a scenario turns to when its target refuses, and with which key.
 *
 * @param key null: the account's own
 */
public record FallBackTarget(Target target, String key) {
    /** Null when the scenario stays at its target. Throws, with a sentence, when that may not or cannot be sent to. */
    public static FallBackTarget of(ScenarioFile file, FallBack fallBack) {
        if (fallBack == null || fallBack.target() == null) {
            return null;
        }
        URI address = URI.create(fallBack.target());
        new TargetGuard(file.target().authorised(), LocalDate.now()).checkTraffic(address);
        String key = fallBack.keyEnv() == null ? null : System.getenv(fallBack.keyEnv());
        if (fallBack.keyEnv() != null && key == null) {
            throw new IllegalArgumentException("The environment variable " + fallBack.keyEnv() + " with the key for "
                    + fallBack.target() + " is not set; 'fallBack.keyEnv' names it.");
        }
        return new FallBackTarget(Target.of(address, file.target().elsewhere(), System.getenv()), key);
    }
}
