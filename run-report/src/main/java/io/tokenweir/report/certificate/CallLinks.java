package io.tokenweir.report.certificate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.tokenweir.common.content.ContentMarks;

/**
 * Links the upstream calls that a tap saw to the users' requests that caused them. Pure.
 *
 * <p>A trace id or the request id of a user's request is certain. Where the application passes neither on, the cause is looked for
 * among the users' requests that were open when the call began. What was asked tells them apart: of each candidate the share of
 * its words that stand in the call ({@link ContentMarks}, A. Broder, 1997), weighed against the shares of the others, so two users
 * who ask the same have half a certainty each. Where no words are known, each of n candidates has 1/n, and one alone is not
 * believed fully, for an application also calls on its own account.
 */
final class CallLinks {
    /** Clocks on one machine agree to this. */
    static final long TOLERANCE_MICROS = 20_000;

    /** A lone candidate is the cause, if anybody's request is. */
    private static final double TIME_ALONE = 0.8;

    /** Less of the user's words than this is chance. */
    private static final double LEAST_SHARE = 0.3;

    /** How a link was found. */
    enum Kind {
        TRACE,
        HEADER,
        CONTENT,
        NONE
    }

    /** @param user null when no request explains the call */
    record Link(Call call, UserRequest user, Kind kind, double certainty) {}

    private CallLinks() {}

    /** A link for every call, in their order. @param users by intended start @param calls by start */
    static List<Link> of(List<UserRequest> users, List<Call> calls) {
        Map<String, UserRequest> byTrace = new HashMap<>();
        Map<String, UserRequest> byId = new HashMap<>();
        users.forEach(user -> {
            user.traceIds().forEach(trace -> byTrace.put(trace, user));
            byId.put(user.id(), user);
        });
        Set<Long> boilerplate = ContentMarks.boilerplate(
                users.stream().map(UserRequest::marks).filter(marks -> !marks.isEmpty())::iterator);
        List<UserRequest> open = new ArrayList<>();
        int next = 0;
        List<Link> links = new ArrayList<>();
        List<Call> inOrder = calls.stream()
                .sorted(Comparator.comparingLong(Call::startMicros))
                .toList();
        for (Call call : inOrder) {
            while (next < users.size() && users.get(next).intendedMicros() <= call.startMicros() + TOLERANCE_MICROS) {
                open.add(users.get(next++));
            }
            open.removeIf(user -> user.endMicros() != null && user.endMicros() < call.startMicros() - TOLERANCE_MICROS);
            UserRequest traced = call.traceId() == null ? null : byTrace.get(call.traceId());
            UserRequest named = call.parent() == null ? null : byId.get(call.parent());
            if (traced != null) {
                links.add(new Link(call, traced, Kind.TRACE, 1));
            } else if (named != null) {
                links.add(new Link(call, named, Kind.HEADER, 1));
            } else {
                links.add(guess(call, open, boilerplate));
            }
        }
        return links;
    }

    private static Link guess(Call call, List<UserRequest> candidates, Set<Long> boilerplate) {
        UserRequest best = null;
        double bestShare = 0;
        double sum = 0;
        boolean wordsKnown = !call.marks().isEmpty()
                && !candidates.isEmpty()
                && candidates.stream().noneMatch(user -> user.marks().isEmpty());
        for (UserRequest user : candidates) {
            double share = wordsKnown ? ContentMarks.share(user.marks(), call.marks(), boilerplate) : 1;
            sum += share;
            if (share > bestShare) {
                best = user;
                bestShare = share;
            }
        }
        if (best == null || bestShare < LEAST_SHARE) {
            return new Link(call, null, Kind.NONE, 0);
        }
        double alone = bestShare / sum;
        return new Link(call, best, Kind.CONTENT, wordsKnown ? alone * bestShare : alone * TIME_ALONE);
    }
}
