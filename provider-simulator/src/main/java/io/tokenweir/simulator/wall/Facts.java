package io.tokenweir.simulator.wall;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;

import io.tokenweir.limits.AxisState;
import io.tokenweir.limits.Decision;
import io.tokenweir.simulator.config.VoiceConfig.Shown;

/**
 * The values that a provider's texts have places for: plain ones such as {@code model} and {@code wait}, and those of each
 * limit, such as {@code tokens.remaining}. Times are nanoseconds from now; one that never comes has no value.
 */
final class Facts implements Function<String, Object> {
    private static final Set<String> PLAIN = Set.of(
            "model",
            "organization",
            "project",
            "account",
            "key",
            "api_version",
            "request_id",
            "now",
            "cost",
            "name",
            "axis",
            "words",
            "limit",
            "used",
            "requested",
            "remaining",
            "window",
            "wait",
            "param",
            "message");
    private static final Set<String> PARTS = Set.of("limit", "used", "remaining", "reset", "window");

    private final Map<String, Object> plain = new HashMap<>();
    private final List<AxisState> states;
    private final Map<String, Shown> shown;

    Facts(List<AxisState> states, Map<String, Shown> shown) {
        this.states = states;
        this.shown = shown;
        plain.put("now", 0L);
    }

    /**
     * Checks that a place can have a value.
     *
     * @throws IllegalArgumentException with one sentence when it never has one
     */
    static void check(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0 ? !PLAIN.contains(name) : !PARTS.contains(name.substring(dot + 1))) {
            throw new IllegalArgumentException(
                    "nothing is called {" + name + "}; there are " + String.join(", ", new TreeSet<>(PLAIN))
                            + ", and of each limit NAME." + String.join(", NAME.", new TreeSet<>(PARTS)));
        }
    }

    Facts with(String name, Object value) {
        plain.put(name, value);
        return this;
    }

    /** What a refusal tells of itself. */
    Facts with(Decision.Refusal refusal) {
        return with("name", refusal.rule().name())
                .with("limit", refusal.limit())
                .with("used", refusal.used())
                .with("requested", refusal.requested())
                .with("remaining", Math.max(0, refusal.limit() - refusal.used()))
                .with("window", refusal.rule().period().length().toNanos())
                .with("wait", time(refusal.waitNanos()));
    }

    // Plain loops: this is asked for each limit header of each answer, and streams were a sixth of all that was
    // allocated.

    @Override
    public Object apply(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return plain.get(name);
        }
        AxisState state = state(name.substring(0, dot));
        return state == null ? null : value(state, name.substring(dot + 1));
    }

    /** The state that a name stands for; null: the request met no such limit. */
    private AxisState state(String name) {
        Shown stands = shown.get(name);
        if (stands == null) {
            return named(name);
        }
        if (stands.first() != null) {
            return merged(stands.first(), (a, b) -> a);
        }
        return stands.tightest() != null
                ? merged(stands.tightest(), (a, b) -> a.share() <= b.share() ? a : b)
                : merged(stands.sum(), Facts::sum);
    }

    private AxisState merged(List<String> names, BinaryOperator<AxisState> merge) {
        AxisState merged = null;
        for (String name : names) {
            AxisState state = named(name);
            if (state != null) {
                merged = merged == null ? state : merge.apply(merged, state);
            }
        }
        return merged;
    }

    private AxisState named(String name) {
        for (AxisState state : states) {
            if (Objects.equals(state.name(), name)) {
                return state;
            }
        }
        return null;
    }

    private static AxisState sum(AxisState a, AxisState b) {
        return new AxisState(
                a.name(),
                a.axis(),
                a.windowNanos(),
                a.limit() + b.limit(),
                a.used() + b.used(),
                a.remaining() + b.remaining(),
                Math.max(a.resetNanos(), b.resetNanos()));
    }

    private static Object value(AxisState state, String part) {
        return switch (part) {
            case "limit" -> state.limit();
            case "used" -> state.used();
            case "remaining" -> state.remaining();
            case "reset" -> time(state.resetNanos());
            case "window" -> state.windowNanos();
            default -> null;
        };
    }

    private static Long time(long nanos) {
        return nanos == Decision.Refusal.NEVER ? null : nanos;
    }
}
