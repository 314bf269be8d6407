package io.tokenweir.connect.prometheus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which labels series may have, and how many values of one label at once; any further value is called {@code other}. The
 * first values keep their place, because a series that moved in and out would be no counter any more; a place becomes free
 * when its value has been silent for so long that its series are ended. Pure: time is given. One thread.
 */
final class LabelLimits {
    static final String OTHER = "other";
    /** Part of what a summary is. */
    private static final String QUANTILE = "quantile";
    /** Bounded by other means: always the same few, or ended when the run is over, of which a topic holds many. */
    private static final Set<String> UNCOUNTED = Set.of(QUANTILE, "run_id", "segment");

    private final Set<String> allowed;
    private final int maxValues;
    private final long freeAfterMillis;
    private final Map<String, LinkedHashMap<String, Long>> seen = new HashMap<>();

    /** @param allowed empty: all */
    LabelLimits(Set<String> allowed, int maxValues, long freeAfterMillis) {
        this.allowed = Set.copyOf(allowed);
        this.maxValues = maxValues;
        this.freeAfterMillis = freeAfterMillis;
    }

    /** The labels within the limits; the same object when they are within already. */
    Labels limit(Labels labels, long nowMillis) {
        Labels limited = labels;
        for (Map.Entry<String, String> label : labels.pairs().entrySet()) {
            String name = label.getKey();
            if (!allowed.isEmpty() && !allowed.contains(name) && !name.equals(QUANTILE)) {
                limited = limited.without(name);
            } else if (!UNCOUNTED.contains(name) && !hasPlace(name, label.getValue(), nowMillis)) {
                limited = limited.with(name, OTHER);
            }
        }
        return limited;
    }

    private boolean hasPlace(String name, String value, long nowMillis) {
        LinkedHashMap<String, Long> values = seen.computeIfAbsent(name, label -> new LinkedHashMap<>(16, 0.75f, true));
        if (values.containsKey(value)) {
            values.put(value, nowMillis);
            return true;
        }
        if (values.size() >= maxValues) {
            Map.Entry<String, Long> eldest = values.entrySet().iterator().next();
            if (nowMillis - eldest.getValue() < freeAfterMillis) {
                return false;
            }
            values.remove(eldest.getKey());
        }
        values.put(value, nowMillis);
        return true;
    }
}
