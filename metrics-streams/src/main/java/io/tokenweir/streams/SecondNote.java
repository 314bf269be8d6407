package io.tokenweir.streams;

import java.util.EnumMap;
import java.util.Map;

import io.tokenweir.common.health.MeterHealths;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Vantage;

/**
 * What is known about one second of a run besides its sums.
 *
 * @param health merged by maximum over everybody who told; null when nobody did
 * @param inFlight open requests at its end, by who tells of them; nobody: 0
 * @param complete false when somebody vanished whose events may be missing
 * @param clockSpreadMicros by how much clocks disagree, as {@link ClockWatch} knows it by then; negative when it does not
 */
record SecondNote(MeterHealth health, Map<Vantage, Integer> inFlight, boolean complete, long clockSpreadMicros) {
    static final SecondNote UNTOLD = new SecondNote(null, Map.of(), true, ClockWatch.UNKNOWN);

    int inFlight(Vantage vantage) {
        return inFlight.getOrDefault(vantage, 0);
    }

    private static Map<Vantage, Integer> sum(Map<Vantage, Integer> one, Map<Vantage, Integer> other) {
        if (other.isEmpty()) {
            return one;
        }
        Map<Vantage, Integer> sum = new EnumMap<>(other);
        one.forEach((vantage, open) -> sum.merge(vantage, open, Integer::sum));
        return sum;
    }

    SecondNote merge(SecondNote other) {
        return new SecondNote(
                MeterHealths.worse(health, other.health),
                sum(inFlight, other.inFlight),
                complete && other.complete,
                Math.max(clockSpreadMicros, other.clockSpreadMicros));
    }
}
