package io.tokenweir.streams;

import io.tokenweir.common.health.MeterHealths;
import io.tokenweir.events.MeterHealth;

/**
 * What is known about one second of a run besides its sums.
 *
 * @param health merged by maximum over everybody who told; null when nobody did
 * @param inFlight open requests at its end
 * @param complete false when somebody vanished whose events may be missing
 * @param clockSpreadMicros by how much clocks disagree, as {@link ClockWatch} knows it by then; negative when it does not
 */
record SecondNote(MeterHealth health, int inFlight, boolean complete, long clockSpreadMicros) {
    static final SecondNote UNTOLD = new SecondNote(null, 0, true, ClockWatch.UNKNOWN);

    SecondNote merge(SecondNote other) {
        return new SecondNote(
                MeterHealths.worse(health, other.health),
                inFlight + other.inFlight,
                complete && other.complete,
                Math.max(clockSpreadMicros, other.clockSpreadMicros));
    }
}
