package io.tokenweir.load.engine;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.load.react.CircuitBreaker.Permit;
import io.tokenweir.load.react.KeyBucket;
import io.tokenweir.load.react.Passage;
import io.tokenweir.load.react.ScenarioControls;
import io.tokenweir.load.react.WaitQueue.Ticket;
import io.tokenweir.protocol.limit.LimitHeaders;
import io.tokenweir.protocol.limit.RateLimit;
import io.tokenweir.protocol.outcome.Outcome;

/**
 * The way of one virtual user's attempt to the socket, as far as the client's own policies are concerned: throttle, room in
 * the key's bucket, a place in the gate, the circuit's permit. Whatever is granted on it is given back exactly once. Owned by
 * the user's event loop.
 */
final class Clearance {
    private final VirtualUser user;
    private final LogicalRequest request;
    private final ScenarioControls controls;
    private final AdmissionGate gate;
    private final RandomGenerator random;
    private KeyBucket bucket;
    private long cost;
    private boolean inGate;
    private Ticket<VirtualUser> ticket;
    private Permit permit;
    private String destination;

    /** @param gate null when the client lets all out */
    Clearance(
            VirtualUser user,
            LogicalRequest request,
            ScenarioControls controls,
            AdmissionGate gate,
            RandomGenerator random) {
        this.user = user;
        this.request = request;
        this.controls = controls;
        this.gate = gate;
        this.random = random;
    }

    /** Sets out; the user hears {@link VirtualUser#cleared}, now or later, or {@link VirtualUser#refuse}. */
    void seek(long nowNanos) {
        KeyBucket mine = controls.spec().keyBucket() == null
                ? null
                : user.account().bucket(request.destination, controls.spec().keyBucket(), nowNanos);
        cost = request.prompt.tokens() + request.maxTokens;
        Passage passage = controls.before(mine, cost, random, nowNanos);
        bucket = passage.kind() == Passage.Kind.SHED ? null : mine;
        switch (passage.kind()) {
            case GO -> enterGate(nowNanos);
            case WAIT -> {
                user.decide(passage.decision());
                user.waitThen(passage.waitNanos(), this::enterGate);
            }
            case SHED -> user.refuse(passage.decision());
        }
    }

    private void enterGate(long nowNanos) {
        if (gate == null) {
            askCircuit(nowNanos);
            return;
        }
        AdmissionGate.Entry entry = gate.enter(user, nowNanos);
        inGate = entry.admitted();
        ticket = entry.ticket();
        if (entry.admitted()) {
            askCircuit(nowNanos);
        } else if (ticket != null) {
            user.queued();
        } else {
            user.refuse(atGate(DecisionKind.SHED, "the queue is full; " + gate.describe(), null));
        }
    }

    /** The gate lets the holder of a ticket through, who may have changed its mind. */
    void admitted(Ticket<VirtualUser> admitted, long waitedNanos) {
        long now = System.nanoTime();
        if (admitted != ticket) {
            gate.left(now);
            return;
        }
        ticket = null;
        inGate = true;
        request.waited(waitedNanos);
        user.decide(atGate(DecisionKind.ADMISSION_WAIT, gate.describe(), waitedNanos));
        askCircuit(now);
    }

    /** The gate has dropped the holder of a ticket, who may have changed its mind. */
    void dropped(Ticket<VirtualUser> overdue, String why) {
        if (overdue == ticket) {
            ticket = null;
            user.refuse(atGate(DecisionKind.SHED, why, null));
        }
    }

    private void askCircuit(long nowNanos) {
        destination = request.destination;
        Permit given = controls.permit(destination, nowNanos);
        if (given != Permit.REFUSED) {
            permit = given;
            if (given == Permit.PROBE) {
                user.decide(ScenarioControls.probe(destination));
            }
            user.cleared();
            return;
        }
        boolean fallsBack = user.mayFallBack();
        Decision refusal = controls.refusal(destination, fallsBack, nowNanos);
        if (fallsBack) {
            user.decide(refusal);
            giveBack(nowNanos);
            user.turnTo(true);
            seek(nowNanos);
        } else {
            user.refuse(refusal);
        }
    }

    /** The attempt is over: gives everything back, with what was learnt. */
    void ended(Attempt attempt, AttemptResult result, long nowNanos) {
        Outcome outcome = result.outcome();
        if (bucket != null) {
            learn(attempt, result, nowNanos);
        }
        Decision circuit = controls.ended(destination, permit, outcome, nowNanos);
        permit = null;
        if (circuit != null) {
            user.decide(circuit);
        }
        if (inGate) {
            inGate = false;
            if (outcome == Outcome.OK) {
                gate.succeeded(attempt.ttftNanos, nowNanos);
            } else if (outcome.isRateRefusal() || outcome == Outcome.OVERLOAD) {
                gate.refused(nowNanos);
            } else {
                gate.left(nowNanos);
            }
        }
    }

    private void learn(Attempt attempt, AttemptResult result, long nowNanos) {
        List<RateLimit> told = attempt.reader().headersComplete()
                ? LimitHeaders.read(attempt.reader().headers().startingWith(LimitHeaders.kept()), Instant.now())
                : List.of();
        RateLimit tokens = LimitHeaders.of("tokens", told);
        bucket.told(
                LimitHeaders.of("requests", told),
                tokens == null ? LimitHeaders.of("input-tokens", told) : tokens,
                cost,
                nowNanos);
        if (result.outcome().isRateRefusal()) {
            bucket.refused(result.classification().retryAfterNanos(), nowNanos);
        }
        bucket = null;
    }

    /** Nothing was sent: gives everything back as if it had not been asked for. */
    void giveBack(long nowNanos) {
        if (bucket != null) {
            bucket.unsent(cost);
            bucket = null;
        }
        if (permit != null) {
            controls.unused(destination, permit, nowNanos);
            permit = null;
        }
        if (ticket != null) {
            gate.forget(ticket);
            ticket = null;
        }
        if (inGate) {
            inGate = false;
            gate.left(nowNanos);
        }
    }

    private Decision atGate(DecisionKind kind, String why, Long waitedNanos) {
        return new Decision(kind, why, null, waitedNanos, null, gate.policy(), null);
    }
}
