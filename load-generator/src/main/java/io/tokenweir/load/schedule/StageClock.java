package io.tokenweir.load.schedule;

import java.util.ArrayList;
import java.util.List;

/** Tells which stage an instant falls into. Immutable. */
public final class StageClock {
    /** One stage; it ends before {@code endNanos}. */
    private record Span(String name, long endNanos) {}

    private final List<Span> spans;

    /** @param durationsNanos one for each name; what comes after the last belongs to the last */
    public StageClock(List<String> names, long[] durationsNanos) {
        if (names.isEmpty() || names.size() != durationsNanos.length) {
            throw new IllegalArgumentException("A scenario needs at least one stage, and a duration for each.");
        }
        List<Span> all = new ArrayList<>();
        long end = 0;
        for (int i = 0; i < durationsNanos.length; i++) {
            end += durationsNanos[i];
            all.add(new Span(names.get(i), end));
        }
        this.spans = List.copyOf(all);
    }

    private StageClock(List<Span> spans) {
        this.spans = List.copyOf(spans);
    }

    /** The same stages, but {@code [from, to)} is a stage of its own; nothing changes when that is empty. */
    public StageClock with(String name, long from, long to) {
        if (from >= to) {
            return this;
        }
        List<Span> all = new ArrayList<>();
        long start = 0;
        boolean added = false;
        for (Span span : spans) {
            if (start < from) {
                all.add(new Span(span.name(), Math.min(span.endNanos(), from)));
            }
            if (!added && span.endNanos() >= from && start <= from) {
                all.add(new Span(name, to));
                added = true;
            }
            if (span.endNanos() > to) {
                all.add(span);
            }
            start = span.endNanos();
        }
        return new StageClock(all);
    }

    public int stageAt(long nanos) {
        int stage = 0;
        while (stage < spans.size() - 1 && nanos >= spans.get(stage).endNanos()) {
            stage++;
        }
        return stage;
    }

    public String name(int stage) {
        return spans.get(stage).name();
    }

    public int count() {
        return spans.size();
    }
}
