package io.tokenweir.streams;

import java.util.function.Consumer;

import io.tokenweir.events.EventHeader;
import io.tokenweir.events.SystemEvent;
import io.tokenweir.events.SystemEventKind;
import io.tokenweir.events.SystemReading;

/** weir.system: a reading, or the failure to read, adds to the series of its source. */
final class SystemFeed implements SideFeed<SystemEvent> {
    /** More than any farm has; a product with a second of it still fits. */
    private static final int MOST_ACCELERATORS = 1_000_000;

    private static final long PPM = 1_000_000L;

    /** A petabyte, say. Sums are 64-bit, and a day has many seconds. */
    private static final long LARGEST = 1_000_000_000_000_000L;

    @Override
    public Branch branch() {
        return Branch.SYSTEM;
    }

    @Override
    public Class<SystemEvent> type() {
        return SystemEvent.class;
    }

    @Override
    public EventHeader header(SystemEvent event) {
        return event.getHeader();
    }

    @Override
    public String problem(SystemEvent event, long nowMillis) {
        String problem = EventChecks.header(event.getHeader(), nowMillis);
        if (problem != null) {
            return problem;
        }
        return switch (event.getKind()) {
            case READING -> body(event, "reading", event.getReading());
            case FAILURE -> body(event, "failure", event.getFailure());
            case TICK -> TickChecks.problem(event.getTick(), nowMillis);
            case RUN_END -> event.getRunEnd() == null ? "the body 'runEnd' is missing" : null;
            case OTHER -> "the kind of the event is not known to this version";
        };
    }

    private static String body(SystemEvent event, String name, Object body) {
        if (body == null) {
            return "the body '" + name + "' is missing";
        }
        if (event.getSource() == null || event.getSource().isEmpty()) {
            return "the source is missing";
        }
        String problem = NameChecks.problem("the source", event.getSource());
        return problem == null && body instanceof SystemReading reading ? problem(reading) : problem;
    }

    private static String problem(SystemReading reading) {
        EventChecks.Amounts amounts = new EventChecks.Amounts();
        amounts.check("badLines", reading.getBadLines());
        amounts.checkCost("acceleratorCostPico", reading.getAcceleratorCostPico());
        amounts.check("accelerators", reading.getAccelerators(), MOST_ACCELERATORS, "a million");
        for (SystemTally.Gauge gauge : SystemTally.Gauge.values()) {
            Long value = gauge.of(reading);
            if (value != null) {
                amounts.check(gauge.name(), value, LARGEST, "10^15");
            }
        }
        if (reading.getGpuUtilisationPpm() != null) {
            amounts.check("gpuUtilisationPpm", reading.getGpuUtilisationPpm(), PPM, "10^6");
        }
        return amounts.problem();
    }

    @Override
    public SideEvent read(SystemEvent event, long recordHash) {
        return switch (event.getKind()) {
            case TICK -> SideEvent.tick(branch(), event.getHeader(), event.getTick());
            case RUN_END -> SideEvent.end(branch(), event.getHeader());
            default -> SideEvent.fact(branch(), event.getHeader(), contribution(event, recordHash));
        };
    }

    private static SideEvent.Contribution contribution(SystemEvent event, long recordHash) {
        SeriesId series = SeriesId.system(event.getHeader().getVantage(), event.getSource());
        Consumer<Sums> facts = event.getKind() == SystemEventKind.READING
                ? sums -> sums.system().add(event.getReading())
                : sums -> sums.system().add(event.getFailure());
        return (late, window) -> SideEvent.count(window.apply(series), recordHash, late, facts);
    }
}
