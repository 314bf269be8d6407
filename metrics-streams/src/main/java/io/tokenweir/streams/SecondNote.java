package io.tokenweir.streams;

import io.tokenweir.common.health.MeterHealths;
import io.tokenweir.events.MeterHealth;

/**
 * What is known about one second of a run besides its sums.
 *
 * @param health merged by maximum over everybody who told; null when nobody did
 * @param inFlight open requests at its end
 * @param complete false when somebody vanished whose events may be missing
 */
record SecondNote(MeterHealth health, int inFlight, boolean complete) {
    static final SecondNote UNTOLD = new SecondNote(null, 0, true);

    SecondNote merge(SecondNote other) {
        return new SecondNote(
                MeterHealths.worse(health, other.health), inFlight + other.inFlight, complete && other.complete);
    }
}
