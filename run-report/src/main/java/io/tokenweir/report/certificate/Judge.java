package io.tokenweir.report.certificate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.tokenweir.common.expect.Expectations;

/**
 * Holds a run's evidence against what its scenario expects: a pure function, so that whoever has the same events comes to the same
 * certificate.
 *
 * <p>First the upstream calls are linked to users' requests ({@link CallLinks}); then each request gets the path that was seen of
 * it ({@link PathRules}); then each clause is decided by the requests that began while the load was where the scenario wants it
 * ({@link PathClauses}, {@link CountClauses}). What speaks against the evidence as a whole makes a clause unproven
 * ({@link Doubts}), whatever the figures say.
 */
final class Judge {
    private static final int TENTH = 10;

    private Judge() {}

    /** @param clauses in the order of docs/certificate.md */
    record Judgement(LoadPoint at, List<Clause> clauses, ApplicationAudit audit) {}

    /**
     * @param onset null when no wall is known
     * @param application whether the target is an application, whose own upstream calls only a tap sees
     * @param whose whose reaction it is, in words
     */
    static Judgement of(
            RunEvidence evidence, Expectations expected, WallOnset onset, boolean application, String whose) {
        List<UserRequest> users = evidence.users();
        List<Call> calls = evidence.hasTap()
                ? evidence.tapped()
                : users.stream()
                        .flatMap(user -> user.own().stream())
                        .sorted(Comparator.comparingLong(Call::startMicros))
                        .toList();
        boolean blind = application && !evidence.hasTap();
        List<CallLinks.Link> links = evidence.hasTap() ? CallLinks.of(users, calls) : own(users);
        Models models = new Models(calls);
        List<Action> actions = Action.of(users, links);
        PathRules rules = new PathRules(models, evidence.hasTap(), usualDelay(actions, calls));
        List<Judged> all = actions.stream()
                .filter(action -> action.user().counts())
                .map(action -> new Judged(action, rules.of(action)))
                .toList();
        LoadPoint at = OfferedLoad.of(users, expected.at(), onset, firstNeed(all));
        List<Judged> judged = all.stream()
                .filter(one -> at.reachedMicros() != null
                        && one.user().intendedMicros() >= from(at, one)
                        && one.user().intendedMicros() <= at.untilMicros())
                .toList();
        List<Call> unexplained = links.stream()
                .filter(link -> link.user() == null
                        && at.reachedMicros() != null
                        && link.call().startMicros() >= at.reachedMicros()
                        && link.call().startMicros() <= at.untilMicros())
                .map(CallLinks.Link::call)
                .toList();
        Doubts doubts = Doubts.of(evidence, links, application);
        doubts = at.reachedMicros() == null && doubts.everything() == null
                ? new Doubts(notReached(at), doubts.links(), doubts.clocks())
                : doubts;
        Upstream upstream = new Upstream(judged, unexplained, blind);
        List<Clause> clauses = new ArrayList<>(new PathClauses(expected, doubts, judged).all());
        clauses.addAll(new CountClauses(expected, doubts, judged, upstream).all());
        List<String> remarks = new ArrayList<>(evidence.gaps());
        if (doubts.links() != null) {
            remarks.add(doubts.links());
        }
        if (doubts.clocks() != null) {
            remarks.add(doubts.clocks());
        }
        return new Judgement(at, clauses, new Audits(whose, evidence, links, judged, upstream, remarks).audit());
    }

    /** Without a declared load, a request counts that met the limit, or that began after one had. */
    private static long from(LoadPoint at, Judged one) {
        return at.declared() == null && one.inNeed() ? Long.MIN_VALUE : at.reachedMicros();
    }

    private static List<CallLinks.Link> own(List<UserRequest> users) {
        return users.stream()
                .flatMap(user ->
                        user.own().stream().map(call -> new CallLinks.Link(call, user, CallLinks.Kind.TRACE, 1)))
                .toList();
    }

    private static Long firstNeed(List<Judged> all) {
        return all.stream()
                .filter(Judged::inNeed)
                .map(one -> one.taken().needMicros())
                .min(Long::compare)
                .orElse(null);
    }

    /** Until the first upstream call, as the fastest tenth of the requests before the first refusal has it; 0 without any. */
    private static long usualDelay(List<Action> actions, List<Call> calls) {
        long refused = calls.stream()
                .filter(Call::refused)
                .mapToLong(Call::startMicros)
                .min()
                .orElse(Long.MAX_VALUE);
        List<Long> delays = actions.stream()
                .filter(action -> !action.calls().isEmpty())
                .filter(action -> action.calls().get(0).call().startMicros() < refused)
                .map(action -> action.calls().get(0).call().startMicros()
                        - action.user().intendedMicros())
                .sorted()
                .toList();
        return delays.isEmpty() ? 0 : delays.get(delays.size() / TENTH);
    }

    private static String notReached(LoadPoint at) {
        if (at.declared() == null) {
            return "Not reached: nothing was refused, shed or delayed; offered were up to %.0f %s."
                    .formatted(at.highest(), at.axis());
        }
        return at.load() == null
                ? "Where the wall is was not said, so " + at.declared() + " is not known; give --wall or --onset."
                : "Not reached: %s is %.0f %s, offered were up to %.0f."
                        .formatted(at.declared(), at.load(), at.axis(), at.highest());
    }
}
