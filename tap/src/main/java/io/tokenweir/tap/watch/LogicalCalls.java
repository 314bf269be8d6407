package io.tokenweir.tap.watch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.tokenweir.events.Series;

/**
 * Finds out which attempts belong to one call of the application.
 *
 * <p>A provider sees a retry as a request like any other. Here an attempt is one of a call whose last attempt did not end well
 * and that is waited for, when the account is the same, neither trace nor link header names another cause, and, in this order: both carry one idempotency key ({@code
 * IDEMPOTENCY_KEY}); the content is the same and the SDK's count of retries is the number that follows ({@code RETRY_COUNT}); or
 * the content is the same, and nothing else is known ({@code CONTENT}: two users who ask the same look like one who asks again). The
 * one that waits longest is taken. A call is waited for {@link #patience}, and longer where the server asked for it; what ended
 * well, or can never end well, is not.
 *
 * <p>Pure but for its lock; instants come from the caller. Thread-safe.
 */
final class LogicalCalls {
    private static final long BEYOND_ASKED_NANOS = 30_000_000_000L;

    /** How sure it is that an attempt belongs to its call. */
    enum Link {
        FIRST,
        IDEMPOTENCY_KEY,
        RETRY_COUNT,
        CONTENT
    }

    /** @param attempt its number within the call: the SDK's where it counts further than was seen */
    record Begun(LogicalCall call, int attempt, Link link) {}

    private final long patience;
    private final Set<LogicalCall> waiting = new LinkedHashSet<>();
    private long next;

    LogicalCalls(long patienceNanos) {
        patience = patienceNanos;
    }

    synchronized Begun begin(CallLinks links, String contentHash, Series series, long nanos) {
        LogicalCall best = null;
        Link link = Link.FIRST;
        for (LogicalCall call : waiting) {
            Link now = link(call, links, contentHash);
            if (now != Link.FIRST && (best == null || now.ordinal() < link.ordinal())) {
                best = call;
                link = now;
            }
        }
        if (best == null) {
            LogicalCall call = new LogicalCall(next++, links, contentHash, series, nanos);
            return new Begun(call, Math.max(0, links.sdkRetries()), Link.FIRST);
        }
        waiting.remove(best);
        best.waitedNanos += Math.max(0, nanos - best.endNanos);
        best.links = links;
        return new Begun(best, Math.max(best.attempts++, links.sdkRetries()), link);
    }

    private static Link link(LogicalCall call, CallLinks links, String contentHash) {
        if (!call.account.equals(links.account())
                || differ(call.links.traceId(), links.traceId())
                || differ(call.links.parent(), links.parent())) {
            return Link.FIRST;
        }
        if (links.idempotencyKey() != null || call.idempotencyKey != null) {
            return links.idempotencyKey() != null && links.idempotencyKey().equals(call.idempotencyKey)
                    ? Link.IDEMPOTENCY_KEY
                    : Link.FIRST;
        }
        if (!call.contentHash.equals(contentHash)) {
            return Link.FIRST;
        }
        return links.sdkRetries() == call.attempts ? Link.RETRY_COUNT : Link.CONTENT;
    }

    /** Both are known, and are not the same user's request. */
    private static boolean differ(String one, String other) {
        return one != null && other != null && !one.equals(other);
    }

    /** An attempt ended; true when its call is over with it. */
    synchronized boolean ended(LogicalCall call) {
        boolean over = switch (call.outcome) {
            case OK, BAD_REQUEST, AUTH, PERMISSION, CONTEXT_LENGTH, CONTENT_FILTER, TOO_LARGE_FOR_LIMIT -> true;
            default -> false;
        };
        if (!over) {
            waiting.add(call);
        }
        return over;
    }

    /** Takes those out that are not waited for any more at {@code nanos}. */
    synchronized List<LogicalCall> givenUp(long nanos) {
        List<LogicalCall> over = new ArrayList<>();
        Iterator<LogicalCall> all = waiting.iterator();
        while (all.hasNext()) {
            LogicalCall call = all.next();
            long wait = Math.max(patience, call.askedWaitNanos < 0 ? 0 : call.askedWaitNanos + BEYOND_ASKED_NANOS);
            if (nanos - call.endNanos >= wait) {
                all.remove();
                over.add(call);
            }
        }
        return over;
    }

    /** Takes all out: nothing follows. */
    synchronized List<LogicalCall> all() {
        List<LogicalCall> over = new ArrayList<>(waiting);
        waiting.clear();
        return over;
    }
}
