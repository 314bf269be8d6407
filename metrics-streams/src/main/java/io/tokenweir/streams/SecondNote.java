package io.tokenweir.streams;

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
        return new SecondNote(merge(health, other.health), inFlight + other.inFlight, complete && other.complete);
    }

    static MeterHealth merge(MeterHealth a, MeterHealth b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return new MeterHealth(
                Math.max(a.getLoopLagP99Nanos(), b.getLoopLagP99Nanos()),
                Math.max(a.getLoopLagMaxNanos(), b.getLoopLagMaxNanos()),
                Math.max(a.getWakeToStampP99Nanos(), b.getWakeToStampP99Nanos()),
                Math.max(a.getPauseMaxNanos(), b.getPauseMaxNanos()),
                Math.max(a.getLatenessP99Nanos(), b.getLatenessP99Nanos()),
                Math.max(a.getLatenessMaxNanos(), b.getLatenessMaxNanos()),
                Math.max(a.getEventsWaiting(), b.getEventsWaiting()),
                Math.max(a.getEventsLost(), b.getEventsLost()));
    }
}
