package io.tokenweir.report.certificate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

import io.tokenweir.common.expect.LoadAt;

/**
 * When the offered load came up to a number: requests or tokens of the last ten seconds, by their intended starts, or requests
 * that are open. Requests that found no free user are offered, too. Pure.
 */
final class OfferedLoad {
    private static final long WINDOW_MICROS = 10_000_000;
    private static final double PER_MINUTE = 6;

    private OfferedLoad() {}

    /** @param users by intended start @param at null: from the first refusal on @param onset null: not known */
    static LoadPoint of(List<UserRequest> users, LoadAt at, WallOnset onset, Long firstNeedMicros) {
        if (at == null) {
            LoadPoint offered = point(users, null, LoadAt.Axis.REQUESTS, Double.POSITIVE_INFINITY, "the first refusal");
            Long last =
                    users.isEmpty() ? null : (Long) users.get(users.size() - 1).intendedMicros();
            return new LoadPoint(
                    null,
                    offered.axis(),
                    null,
                    offered.from(),
                    firstNeedMicros,
                    firstNeedMicros == null ? null : last,
                    offered.highest());
        }
        if (at.needsOnset() && onset == null) {
            LoadPoint offered = point(users, at.declared(), LoadAt.Axis.REQUESTS, Double.POSITIVE_INFINITY, "");
            return new LoadPoint(
                    at.declared(), offered.axis(), null, "no wall was given", null, null, offered.highest());
        }
        return at.needsOnset()
                ? point(users, at.declared(), onset.axis(), at.number() * onset.number(), onset.from())
                : point(users, at.declared(), at.axis(), at.number(), "the scenario");
    }

    private static LoadPoint point(
            List<UserRequest> users, String declared, LoadAt.Axis axis, double load, String from) {
        Deque<UserRequest> window = new ArrayDeque<>();
        PriorityQueue<Long> ends = new PriorityQueue<>();
        double tokens = 0;
        double highest = 0;
        Long reached = null;
        Long until = null;
        for (UserRequest user : users) {
            long now = user.intendedMicros();
            window.add(user);
            tokens += user.offeredTokens();
            while (window.peek().intendedMicros() <= now - WINDOW_MICROS) {
                tokens -= window.poll().offeredTokens();
            }
            while (!ends.isEmpty() && ends.peek() <= now) {
                ends.poll();
            }
            ends.add(user.endMicros() == null ? Long.MAX_VALUE : user.endMicros());
            double offered = switch (axis) {
                case REQUESTS -> window.size() * PER_MINUTE;
                case TOKENS -> tokens * PER_MINUTE;
                case CONCURRENCY -> ends.size();
            };
            highest = Math.max(highest, offered);
            if (offered >= load) {
                reached = reached == null ? (Long) now : reached;
                until = now;
            }
        }
        return new LoadPoint(declared, axis.text(), load, from, reached, until, highest);
    }
}
