package io.tokenweir.streams;

import java.time.Duration;

import io.tokenweir.events.DeadLetter;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Partial;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.Tick;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.events.Vantage;
import io.tokenweir.events.WindowKey;
import io.tokenweir.serde.AvroWire;

/**
 * Sends one empty run through both stages in memory before the first record: a registry that is not there shows at the
 * start, and the first window of a real run does not wait for schemas and classes.
 */
final class WarmUp {
    private static final long SECOND_MICROS = 1_000_000;

    private WarmUp() {}

    static void run(AvroWire wire, TopologyNames names) {
        Finalisation second = new Finalisation(
                new StateMap<>(),
                new StateMap<>(),
                new StateMap<>(),
                new ResultWriter(
                        window -> {
                            wire.encodeKey(names.metrics(), new WindowKey(window.getSeries(), 1, 0L, 0));
                            wire.encode(names.metrics(), window);
                        },
                        run -> {
                            wire.encodeKey(names.runResults(), run.getSeries());
                            wire.encode(names.runResults(), run);
                        },
                        () -> 0),
                Duration.ZERO);
        PartialWriter between = new PartialWriter(0, 1, partial -> {
            if (partial.getSeries() != null) {
                wire.encodeKey(names.partials(), partial.getSeries());
            }
            second.accept(wire.decode(wire.encode(names.partials(), partial), Partial.class));
        });
        PartialAggregation first = new PartialAggregation(
                new StateMap<>(), new StateMap<>(), new StateMap<>(), between, Duration.ZERO, Duration.ZERO);
        first.tokens(event(TokenEventKind.TICK, 0, SECOND_MICROS), 0, SECOND_MICROS);
        first.tokens(event(TokenEventKind.TICK, 1, 2 * SECOND_MICROS), 0, 2 * SECOND_MICROS);
        first.tokens(event(TokenEventKind.RUN_END, 2, 2 * SECOND_MICROS), 0, 2 * SECOND_MICROS);
        // the instance was never seen on the other topic; given up at once, its run ends
        first.sweep(0);
        first.sweep(1);
        wire.encode(names.deadLetters(), new DeadLetter("", 0, 0L, "", "", 0L, null, null));
    }

    private static TokenEvent event(TokenEventKind kind, long seq, long timeMicros) {
        TokenEvent event = new TokenEvent();
        event.setHeader(new EventHeader("warm-up", 0, "warm-up", 0L, seq, Vantage.UNKNOWN, timeMicros));
        event.setKind(kind);
        event.setTick(new Tick(timeMicros, 0L, 0L, 0L, 0, null));
        event.setRunEnd(new RunEndMarker(seq, false));
        return event;
    }
}
