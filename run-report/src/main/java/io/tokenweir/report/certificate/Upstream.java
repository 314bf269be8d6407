package io.tokenweir.report.certificate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What went upstream for the requests that are judged, counted. A try after a failed call at the same model is another attempt of
 * that call; a call to another model is one of its own, so falling back is no amplification. Calls that no user's request
 * explains count as calls and attempts, for somebody pays for them. Pure.
 */
final class Upstream {
    /** @param refused asked to wait @param tooEarly the step that came before the time; null: none did */
    record Wish(Call refused, Action.Step tooEarly) {
        static Wish of(Call refused, Action.Step next) {
            return new Wish(refused, next != null && next.early() ? next : null);
        }

        boolean early() {
            return tooEarly != null;
        }

        Example example() {
            return tooEarly == null
                    ? refused.place()
                            .example(
                                    refused.id(),
                                    "asked to wait %.0f ms; nothing came earlier"
                                            .formatted(refused.retryAfterNanos() / 1e6))
                    : tooEarly.call()
                            .place()
                            .example(
                                    tooEarly.call().id(),
                                    "came %.0f ms too early".formatted(tooEarly.earlyNanos() / 1e6));
        }
    }

    private final List<Judged> judged;
    private final List<Call> unexplained;
    private final boolean blind;
    private final List<Wish> wishes = new ArrayList<>();
    private long calls;
    private long again;
    private long elsewhere;
    private long acting;

    /** @param blind whether upstream calls could not be seen at all */
    Upstream(List<Judged> judged, List<Call> unexplained, boolean blind) {
        this.judged = judged;
        this.unexplained = unexplained;
        this.blind = blind;
        for (Judged one : judged) {
            List<Action.Step> steps = one.action().calls();
            acting += steps.isEmpty() ? 0 : 1;
            calls += steps.size();
            for (Action.Step step : steps) {
                again += step.again() ? 1 : 0;
                elsewhere += step.after() != null && !step.again() ? 1 : 0;
                if (step.call().refused() && step.call().retryAfterNanos() != null) {
                    wishes.add(Wish.of(step.call(), follower(steps, step.call())));
                }
            }
        }
    }

    private static Action.Step follower(List<Action.Step> steps, Call refused) {
        return steps.stream()
                .filter(step -> step.after() == refused)
                .findFirst()
                .orElse(null);
    }

    List<Wish> wishes() {
        return wishes;
    }

    boolean blind() {
        return blind;
    }

    long calls() {
        return calls + unexplained.size();
    }

    long actions() {
        return judged.size();
    }

    /** Attempts by call; null without any. */
    Double amplification() {
        long firsts = calls - again;
        return firsts == 0 ? null : (Double) ((double) (calls + unexplained.size()) / firsts);
    }

    /** Calls of their own by user action that had any; null without any. */
    Double fanOut() {
        return acting == 0 ? null : (Double) ((double) (calls - again - elsewhere + unexplained.size()) / acting);
    }

    /** Most calls that were open at once. */
    int peak() {
        return open(null);
    }

    /** How many were open when the first was refused; null when none was. */
    Integer openWhenRefused() {
        return all().stream()
                .filter(Call::refused)
                .min(Comparator.comparingLong(Call::startMicros))
                .map(this::open)
                .orElse(null);
    }

    private int open(Call at) {
        PriorityQueue<Long> ends = new PriorityQueue<>();
        int most = 0;
        for (Call call : all()) {
            while (!ends.isEmpty() && ends.peek() <= call.startMicros()) {
                ends.poll();
            }
            ends.add(call.endMicros() == null ? Long.MAX_VALUE : call.endMicros());
            most = Math.max(most, ends.size());
            if (call == at) {
                return ends.size();
            }
        }
        return most;
    }

    private List<Call> all() {
        List<Call> all = new ArrayList<>(unexplained);
        judged.forEach(one -> one.action().calls().forEach(step -> all.add(step.call())));
        all.sort(Comparator.comparingLong(Call::startMicros)
                .thenComparing(Call::id)
                .thenComparingInt(Call::attempt));
        return all;
    }

    /** The requests with tries or several calls speak against, the others for it. */
    void examples(String name, Finding finding) {
        for (Judged one : judged) {
            List<Action.Step> steps = one.action().calls();
            long own = steps.stream().filter(step -> step.after() == null).count();
            boolean many = name.equals("fanOut") ? own > 1 : steps.stream().anyMatch(Action.Step::again);
            if (!steps.isEmpty()) {
                finding.speaks(!many, one.user().place().example(one.user().id(), steps.size() + " upstream calls"));
            }
        }
    }
}
