package io.tokenweir.report.certificate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.Outcome;

/** Sums up what the application did. Pure. */
final class Audits {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final int EXAMPLES = 3;
    private static final int FEW = 3;
    private static final double OFTEN = 0.05;
    private static final long AT_ONCE_MICROS = 100_000;
    private static final double FANS = 1.5;

    private final String whose;
    private final RunEvidence evidence;
    private final List<CallLinks.Link> links;
    private final List<Judged> judged;
    private final Upstream upstream;
    private final List<String> remarks;

    Audits(
            String whose,
            RunEvidence evidence,
            List<CallLinks.Link> links,
            List<Judged> judged,
            Upstream upstream,
            List<String> remarks) {
        this.whose = whose;
        this.evidence = evidence;
        this.links = links;
        this.judged = judged;
        this.upstream = upstream;
        this.remarks = remarks;
    }

    ApplicationAudit audit() {
        List<Double> early = upstream.wishes().stream()
                .filter(Upstream.Wish::early)
                .map(wish -> wish.tooEarly().earlyNanos() / NANOS_PER_MILLI)
                .sorted()
                .toList();
        Map<String, ApplicationAudit.PathTaken> paths = paths();
        return new ApplicationAudit(
                whose,
                evidence.hasTap(),
                judged.size(),
                upstream.calls(),
                linked(),
                traits(paths, early.size()),
                new ApplicationAudit.RetryAfter(
                        upstream.wishes().size(),
                        early.size(),
                        early.isEmpty() ? null : early.get(early.size() - 1),
                        quantile(early, 0.5)),
                upstream.fanOut(),
                upstream.amplification(),
                upstream.peak(),
                upstream.openWhenRefused(),
                evidence.herdIndex(),
                paths,
                count(ReactionPath.LIE),
                judged.stream().filter(one -> one.user().degraded()).count(),
                count(ReactionPath.HANG),
                felt(),
                remarks);
    }

    private long count(ReactionPath path) {
        return judged.stream().filter(one -> one.taken().path() == path).count();
    }

    private ApplicationAudit.Links linked() {
        return new ApplicationAudit.Links(
                kind(CallLinks.Kind.TRACE),
                kind(CallLinks.Kind.HEADER),
                kind(CallLinks.Kind.CONTENT),
                kind(CallLinks.Kind.NONE),
                links.stream().mapToDouble(CallLinks.Link::certainty).average().orElse(1));
    }

    private long kind(CallLinks.Kind kind) {
        return links.stream().filter(link -> link.kind() == kind).count();
    }

    private Map<String, ApplicationAudit.PathTaken> paths() {
        long inNeed = judged.stream().filter(Judged::inNeed).count();
        Long limit = judged.stream()
                .filter(Judged::inNeed)
                .map(one -> one.taken().needMicros())
                .min(Comparator.naturalOrder())
                .orElse(null);
        Map<String, ApplicationAudit.PathTaken> paths = new TreeMap<>();
        for (ReactionPath path : ReactionPath.values()) {
            List<Judged> took =
                    judged.stream().filter(one -> one.taken().path() == path).toList();
            if (!took.isEmpty()) {
                paths.put(path.text(), taken(took, path == ReactionPath.SERVED ? judged.size() : inNeed, limit));
            }
        }
        return paths;
    }

    private static ApplicationAudit.PathTaken taken(List<Judged> took, long of, Long limit) {
        List<Double> times = new ArrayList<>();
        double first = Double.POSITIVE_INFINITY;
        for (Judged one : took) {
            if (one.user().endMicros() != null) {
                times.add((one.taken().takenMicros() - one.taken().needMicros()) / MICROS_PER_MILLI);
                first = Math.min(first, one.taken().takenMicros());
            }
        }
        times.sort(Comparator.naturalOrder());
        return new ApplicationAudit.PathTaken(
                took.size(),
                (double) took.size() / of,
                limit == null || Double.isInfinite(first) ? null : (Double) ((first - limit) / MICROS_PER_MILLI),
                quantile(times, 0.5),
                took.stream().limit(EXAMPLES).map(Judged::example).toList());
    }

    private ApplicationAudit.Felt felt() {
        List<Double> ttft = judged.stream()
                .filter(one -> one.user().ttftIntendedNanos() != null)
                .map(one -> one.user().ttftIntendedNanos() / NANOS_PER_MILLI)
                .sorted()
                .toList();
        List<Double> refused = judged.stream()
                .filter(one -> one.user().endMicros() != null && one.user().outcome() != Outcome.OK)
                .map(one -> (one.user().endMicros() - one.user().intendedMicros()) / MICROS_PER_MILLI)
                .sorted()
                .toList();
        long answered = judged.stream()
                .filter(one -> one.user().outcome() == Outcome.OK)
                .count();
        return new ApplicationAudit.Felt(
                quantile(ttft, 0.5),
                quantile(ttft, 0.99),
                quantile(refused, 0.5),
                judged.isEmpty() ? 0 : (double) answered / judged.size());
    }

    /** Null where there are too few values. @param sorted ascending */
    private static Double quantile(List<Double> sorted, double q) {
        return sorted.size() * (1 - q) < 1 - 1e-9 ? null : sorted.get((int) Math.ceil(q * sorted.size()) - 1);
    }

    private List<Trait> traits(Map<String, ApplicationAudit.PathTaken> paths, long early) {
        List<Trait> traits = new ArrayList<>();
        List<Action.Step> again = judged.stream()
                .flatMap(one -> one.action().calls().stream())
                .filter(Action.Step::again)
                .toList();
        long asked = again.stream().filter(step -> step.earlyNanos() != null).count();
        if (asked >= FEW) {
            traits.add(early > OFTEN * asked ? Trait.IGNORES_RETRY_AFTER : Trait.OBEYS_RETRY_AFTER);
        }
        List<Double> gaps =
                again.stream().map(step -> (double) step.gapMicros()).sorted().toList();
        if (gaps.size() >= FEW && quantile(gaps, 0.5) < AT_ONCE_MICROS) {
            traits.add(Trait.RETRIES_AT_ONCE);
        }
        if (upstream.fanOut() != null && upstream.fanOut() >= FANS && upstream.openWhenRefused() != null) {
            traits.add(Trait.FANS_OUT);
        }
        path(paths, ReactionPath.SHED, Trait.SHEDS, traits);
        path(paths, ReactionPath.QUEUE, Trait.QUEUES, traits);
        path(paths, ReactionPath.FALLBACK, Trait.FALLS_BACK, traits);
        path(paths, ReactionPath.FAIL_FAST, Trait.FAILS_FAST, traits);
        path(paths, ReactionPath.DEGRADED, Trait.ANSWERS_DEGRADED, traits);
        path(paths, ReactionPath.HANG, Trait.HANGS, traits);
        if (paths.containsKey(ReactionPath.LIE.text())) {
            traits.add(Trait.LIES);
        }
        return traits;
    }

    private static void path(
            Map<String, ApplicationAudit.PathTaken> paths, ReactionPath path, Trait trait, List<Trait> traits) {
        ApplicationAudit.PathTaken taken = paths.get(path.text());
        if (taken != null && taken.requests() >= FEW && taken.share() >= OFTEN) {
            traits.add(trait);
        }
    }
}
