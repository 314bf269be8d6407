package io.tokenweir.common.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Shapes of load tests by the names and proportions that k6's guide to load-test types gives them: stages up to a peak of
 * virtual users or of a rate. Another total length stretches or shrinks all stages alike.
 */
public enum Preset {
    SMOKE(leg("smoke", 1, 1)),
    AVERAGE(leg("climb", 5, 1), leg("average", 30, 1), leg("descend", 5, 0)),
    STRESS(leg("climb", 10, 1), leg("stress", 30, 1), leg("descend", 5, 0)),
    SPIKE(leg("spike", 2, 1), leg("descend", 1, 0)),
    SOAK(leg("climb", 5, 1), leg("soak", 480, 1), leg("descend", 5, 0)),
    BREAKPOINT(leg("climb", 120, 1));

    private record Leg(String name, Duration length, double share) {}

    private final List<Leg> legs;

    Preset(Leg... legs) {
        this.legs = List.of(legs);
    }

    private static Leg leg(String name, int minutes, double share) {
        return new Leg(name, Duration.ofMinutes(minutes), share);
    }

    /** Of all stages together, when no other length is asked for. */
    public Duration usualLength() {
        return legs.stream().map(Leg::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** @param duration of all stages together; null: k6's */
    List<StageSpec> stages(double peak, Duration duration) {
        double stretch = duration == null
                ? 1
                : (double) duration.toNanos() / usualLength().toNanos();
        List<StageSpec> stages = new ArrayList<>();
        for (Leg leg : legs) {
            stages.add(new StageSpec(
                    leg.name(), Duration.ofNanos(Math.round(leg.length().toNanos() * stretch)), peak * leg.share()));
        }
        return stages;
    }

    /** Where the first stage starts: at nothing, but for a smoke test, which is level. */
    double start(double peak) {
        return this == SMOKE ? peak : 0;
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Preset of(String text) {
        for (Preset preset : values()) {
            if (preset.text().equals(text)) {
                return preset;
            }
        }
        String known = Arrays.stream(values()).map(Preset::text).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("unknown preset '" + text + "'; known are " + known);
    }
}
