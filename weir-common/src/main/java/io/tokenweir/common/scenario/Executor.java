package io.tokenweir.common.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How load is offered; names as in k6, and trace-replay. */
public enum Executor {
    CONSTANT_VUS,
    RAMPING_VUS,
    SHARED_ITERATIONS,
    PER_VU_ITERATIONS,
    CONSTANT_ARRIVAL_RATE,
    RAMPING_ARRIVAL_RATE,
    POISSON_ARRIVAL_RATE,
    GAMMA_ARRIVAL_RATE,
    TRACE_REPLAY;

    /** True when arrivals are scheduled whatever the answers do (open loop). */
    public boolean open() {
        return this != CONSTANT_VUS && this != RAMPING_VUS && !counted();
    }

    /** True when the load is so many iterations, and time only bounds it. */
    public boolean counted() {
        return this == SHARED_ITERATIONS || this == PER_VU_ITERATIONS;
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static Executor of(String text) {
        for (Executor executor : values()) {
            if (executor.text().equals(text)) {
                return executor;
            }
        }
        String known = Arrays.stream(values()).map(Executor::text).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("unknown executor '" + text + "'; known are " + known);
    }
}
