package io.tokenweir.streams;

import java.util.ArrayList;
import java.util.List;

import org.apache.avro.Schema;

import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Tick;

/** Says why a tick cannot be believed, in a sentence, or null when it can. Pure. */
final class TickChecks {
    /** In requests, nanoseconds or bytes: beyond what a meter counts in its life, and thousands of them still add up. */
    private static final long LARGEST = 1_000_000_000_000_000L;

    /** Open requests of one instance on one partition. */
    private static final long MOST_IN_FLIGHT = 10_000_000;

    private static final List<Schema.Field> HEALTH =
            new ArrayList<>(MeterHealth.getClassSchema().getFields());

    private TickChecks() {}

    static String problem(Tick tick, long nowMillis) {
        if (tick == null) {
            return "the body 'tick' is missing";
        }
        EventChecks.Amounts amounts = new EventChecks.Amounts();
        amounts.check("tick.offered", tick.getOffered(), LARGEST, "10^15");
        amounts.check("tick.started", tick.getStarted(), LARGEST, "10^15");
        amounts.check("tick.dropped", tick.getDropped(), LARGEST, "10^15");
        amounts.check("tick.inFlight", tick.getInFlight(), MOST_IN_FLIGHT, "ten million");
        if (tick.getHealth() != null) {
            for (Schema.Field figure : HEALTH) {
                amounts.check(
                        "tick.health." + figure.name(), (Long) tick.getHealth().get(figure.pos()), LARGEST, "10^15");
            }
        }
        return amounts.problem() != null
                ? amounts.problem()
                : EventChecks.time("the low watermark", tick.getLowWatermarkMicros(), nowMillis);
    }
}
