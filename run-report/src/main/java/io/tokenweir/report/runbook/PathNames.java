package io.tokenweir.report.runbook;

import io.tokenweir.events.DecisionKind;

/** Degradation paths in words. */
final class PathNames {
    private PathNames() {}

    static String of(DecisionKind kind) {
        return switch (kind) {
            case OBEY_RETRY_AFTER -> "waited as Retry-After asked";
            case BACK_OFF -> "backed off";
            case RETRY_AT_ONCE -> "retried at once";
            case ADMISSION_WAIT -> "queued by admission control";
            case FALL_BACK -> "fell back to another model or target";
            case SHED -> "shed by the client";
            case GIVE_UP -> "gave up";
            case PARK_KEY -> "parked the key";
            case CIRCUIT_OPENED -> "opened the circuit breaker";
            case CIRCUIT_PROBE -> "probed an open circuit";
            case CIRCUIT_CLOSED -> "closed the circuit breaker";
            case OTHER -> "did something this version does not know";
        };
    }
}
