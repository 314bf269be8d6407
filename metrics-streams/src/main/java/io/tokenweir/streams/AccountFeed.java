package io.tokenweir.streams;

import java.util.function.Consumer;

import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.AccountTransition;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Vantage;

/** weir.account-events: each step of an account adds to the series of its step, and to that of all steps; a wish is a record only. */
final class AccountFeed implements SideFeed<AccountEvent> {
    @Override
    public Branch branch() {
        return Branch.PROVISIONING;
    }

    @Override
    public Class<AccountEvent> type() {
        return AccountEvent.class;
    }

    @Override
    public EventHeader header(AccountEvent event) {
        return event.getHeader();
    }

    @Override
    public String problem(AccountEvent event, long nowMillis) {
        String problem = EventChecks.header(event.getHeader(), nowMillis);
        if (problem != null) {
            return problem;
        }
        return switch (event.getKind()) {
            case TRANSITION ->
                event.getTransition() == null ? "the body 'transition' is missing" : problem(event.getTransition());
            case TICK -> TickChecks.problem(event.getTick(), nowMillis);
            case RUN_END -> event.getRunEnd() == null ? "the body 'runEnd' is missing" : null;
            case OTHER -> "the kind of the event is not known to this version";
        };
    }

    private static String problem(AccountTransition transition) {
        EventChecks.Amounts amounts = new EventChecks.Amounts();
        amounts.checkNanos("latencyNanos", transition.getLatencyNanos());
        amounts.check("calls", transition.getCalls());
        amounts.check("refused", transition.getRefused());
        return NameChecks.first(
                amounts.problem(),
                NameChecks.problem("the step", transition.getStep()),
                NameChecks.problem("the code of the cause", ProvisioningTally.code(transition.getCause())));
    }

    @Override
    public SideEvent read(AccountEvent event, long recordHash) {
        return switch (event.getKind()) {
            case TICK -> SideEvent.tick(branch(), event.getHeader(), event.getTick());
            case RUN_END -> SideEvent.end(branch(), event.getHeader());
            default -> SideEvent.fact(branch(), event.getHeader(), contribution(event, recordHash));
        };
    }

    private static SideEvent.Contribution contribution(AccountEvent event, long recordHash) {
        Vantage vantage = event.getHeader().getVantage();
        AccountTransition transition = event.getTransition();
        Consumer<Sums> facts = sums -> sums.provisioning().add(transition);
        return (late, window) -> {
            SideEvent.count(window.apply(SeriesId.provisioning(vantage)), recordHash, late, facts);
            if (transition.getToState() != AccountState.PLANNED) {
                SideEvent.say(window.apply(SeriesId.step(vantage, transition.getStep())), late, facts);
            }
        };
    }
}
