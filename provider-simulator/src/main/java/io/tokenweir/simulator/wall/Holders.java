package io.tokenweir.simulator.wall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.limits.Limit;
import io.tokenweir.limits.LimitRule;
import io.tokenweir.limits.WallClock;

/** Every limit that somebody has used, and the sizes that limits were changed to. Not thread-safe. */
final class Holders {
    /** One limit of one holder. */
    record Place(String pool, String name, String holder) {}

    private record Size(String pool, String name) {}

    private final WallClock wall;
    private final Map<Place, Limit> limits = new HashMap<>();
    private final Map<Size, Long> changed = new HashMap<>();

    Holders(WallClock wall) {
        this.wall = wall;
    }

    List<Limit> of(List<WallRule> rules, Caller caller, long nowNanos) {
        List<Limit> held = new ArrayList<>(rules.size());
        for (WallRule rule : rules) {
            Place place =
                    new Place(rule.pool(), rule.rule().name(), rule.holder().apply(caller));
            held.add(limits.computeIfAbsent(place, p -> new Limit(sized(rule), wall, nowNanos)));
        }
        return held;
    }

    /** Another size for a limit, of those who have used it and of those who will. */
    void change(long nowNanos, String pool, String name, long to) {
        changed.put(new Size(pool, name), to);
        limits.forEach((place, limit) -> {
            if (place.pool().equals(pool) && place.name().equals(name)) {
                limit.change(nowNanos, to);
            }
        });
    }

    /** Nobody has used anything; sizes stay as they were changed. */
    void forget() {
        limits.clear();
    }

    /** Every limit that was used, as it is now. */
    List<HeldLimit> states(long nowNanos) {
        List<HeldLimit> states = new ArrayList<>();
        limits.forEach(
                (place, limit) -> states.add(new HeldLimit(place.pool(), place.holder(), limit.state(nowNanos))));
        return states;
    }

    private LimitRule sized(WallRule rule) {
        Long size = changed.get(new Size(rule.pool(), rule.rule().name()));
        return size == null ? rule.rule() : rule.rule().limited(Math.max(1, size));
    }
}
