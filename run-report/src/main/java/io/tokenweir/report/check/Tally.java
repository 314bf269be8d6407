package io.tokenweir.report.check;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import io.tokenweir.report.check.Quantity.Kind;

/**
 * What one source counted: sums by quantity, and which kinds of quantity it can know at all. A kind that is known and was
 * never added is zero; one that is not known is no difference.
 *
 * <p>Not thread-safe. Sums wrap mod 2^64, which is what sums of hashes want.
 */
public final class Tally {
    private final Set<Kind> known;
    private final NavigableMap<Quantity, Number> values = new TreeMap<>();

    private Tally(Set<Kind> known) {
        this.known = known;
    }

    /** An empty tally of a source that knows these kinds. */
    public static Tally knowing(Set<Kind> kinds) {
        return new Tally(kinds.isEmpty() ? EnumSet.noneOf(Kind.class) : EnumSet.copyOf(kinds));
    }

    public Tally add(Kind kind, long amount) {
        return add(kind, "", amount);
    }

    /**
     * Adds to a quantity, or keeps the smaller where the kind is the least of all; sums of zero leave no trace. A kind outside
     * the known ones is ignored.
     */
    public Tally add(Kind kind, String outcome, long amount) {
        if (!known.contains(kind)) {
            return this;
        }
        if (kind.isLeast()) {
            values.merge(new Quantity(kind, outcome), amount, (a, b) -> Math.min(a.longValue(), b.longValue()));
        } else if (amount != 0) {
            values.merge(new Quantity(kind, outcome), amount, (a, b) -> a.longValue() + b.longValue());
        }
        return this;
    }

    /** Adds counts by class. */
    Tally addEach(Kind kind, Map<String, Long> counts) {
        counts.forEach((outcome, count) -> add(kind, outcome, count));
        return this;
    }

    /** Adds a float64, as Prometheus tells it. */
    public Tally addFloat(Kind kind, String outcome, double amount) {
        if (known.contains(kind)) {
            values.merge(new Quantity(kind, outcome), amount, (a, b) -> a.doubleValue() + b.doubleValue());
        }
        return this;
    }

    /** Adds all of another tally that this one can know. */
    public Tally addAll(Tally other) {
        other.values.forEach((quantity, value) -> add(quantity.kind(), quantity.outcome(), value.longValue()));
        return this;
    }

    Set<Kind> known() {
        return known;
    }

    boolean knows(Kind kind) {
        return known.contains(kind);
    }

    /** The value, zero when nothing was added, or null when this source cannot know it. */
    public Number value(Quantity quantity) {
        return known.contains(quantity.kind()) ? values.getOrDefault(quantity, 0L) : null;
    }

    /** Quantities that are not zero. */
    Set<Quantity> quantities() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** Sum of one kind over all outcomes. */
    public long total(Kind kind) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .mapToLong(entry -> entry.getValue().longValue())
                .sum();
    }
}
