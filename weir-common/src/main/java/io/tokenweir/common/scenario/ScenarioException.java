package io.tokenweir.common.scenario;

/** A scenario that cannot be used; the message is one sentence that names the file, the line and the mend. */
public final class ScenarioException extends RuntimeException {
    public ScenarioException(String message) {
        super(message);
    }
}
