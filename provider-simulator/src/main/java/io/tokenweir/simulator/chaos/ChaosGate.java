package io.tokenweir.simulator.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.tokenweir.simulator.config.ChaosRule;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/**
 * Stands before everything that answers, and lets the rules of chaos strike. What is struck is named in the request log.
 * Thread-safe; the rules can be exchanged at any time.
 */
public final class ChaosGate implements Exchange.Handler {
    /** The header by which the surfaces are asked for an error in their vendor's voice. */
    private static final String FAULT_HEADER = "x-simulator-fault";

    private final Exchange.Handler behind;
    private final Edge edge;
    private final long seed;
    private final Function<String, Optional<String>> accountOfKey;
    private final LongSupplier nanoClock;
    private volatile Rules rules;

    /** Notes in the request log what the edge answers in the provider's place, and answers it. */
    @FunctionalInterface
    public interface Edge {
        void answer(Exchange exchange, Response response);
    }

    /**
     * @param behind answers what is not struck, or struck on the way out
     * @param accountOfKey the account that a key belongs to
     */
    public ChaosGate(
            List<ChaosRule> rules,
            long seed,
            Exchange.Handler behind,
            Edge edge,
            Function<String, Optional<String>> accountOfKey,
            LongSupplier nanoClock) {
        this.behind = behind;
        this.edge = edge;
        this.seed = seed;
        this.accountOfKey = accountOfKey;
        this.nanoClock = nanoClock;
        set(rules);
    }

    /** Puts other rules in the place of all; their time begins now. */
    void set(List<ChaosRule> fresh) {
        rules = new Rules(fresh, seed, nanoClock.getAsLong(), accountOfKey);
    }

    List<Map<String, Object>> tally() {
        return rules.tally();
    }

    @Override
    public void handle(Exchange exchange) {
        Rules current = rules;
        Optional<ChaosRule> struck = exchange.request().path().startsWith("/admin/")
                ? Optional.empty()
                : current.strike(exchange.request(), nanoClock.getAsLong());
        if (struck.isEmpty()) {
            behind.handle(exchange);
        } else {
            strike(exchange, struck.get(), current.sinceNanos());
        }
    }

    private void strike(Exchange exchange, ChaosRule rule, long sinceNanos) {
        Request request = exchange.request().struckBy(rule.name());
        Line line = new Line(exchange);
        switch (rule.kind()) {
            case ERROR -> request.headers().set(FAULT_HEADER, rule.status());
            case STREAM_ERROR -> request.headers().set(FAULT_HEADER, "stream@" + rule.afterFrames() + " server_error");
            default -> request.headers().remove(FAULT_HEADER);
        }
        Fault fault = Faults.of(rule, line, () -> BrownOut.extraNanos(rule, nanoClock.getAsLong() - sinceNanos));
        Exchange faulty = new FaultyExchange(exchange, request, line, fault);
        if (rule.kind() == ChaosRule.Kind.EDGE_ERROR) {
            Response page = EdgePage.of(rule.status());
            exchange.loop()
                    .schedule(() -> edge.answer(faulty, page), Math.round(rule.millis() * 1000), TimeUnit.MICROSECONDS);
        } else {
            behind.handle(faulty);
        }
    }
}
