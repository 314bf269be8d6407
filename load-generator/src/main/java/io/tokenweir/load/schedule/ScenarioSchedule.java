package io.tokenweir.load.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.tokenweir.common.scenario.Executor;
import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.Phase;
import io.tokenweir.common.scenario.StageSpec;

/**
 * What a scenario's keys mean in time: its rate, its arrivals, its virtual users, its stages and phases. A pure function of the
 * scenario and the seed; offsets count from the scenario's start.
 */
public final class ScenarioSchedule {
    private static final String STEADY = "steady";

    private final String name;
    private final LoadSpec spec;
    private final long seed;

    public ScenarioSchedule(String name, LoadSpec spec, long seed) {
        this.name = name;
        this.spec = spec;
        this.seed = seed;
    }

    /** Expected arrivals; null for a closed model and for a trace. */
    public RateCurve curve() {
        double unitSeconds = spec.timeUnit().toNanos() / 1e9;
        return switch (spec.executor()) {
            case CONSTANT_ARRIVAL_RATE, POISSON_ARRIVAL_RATE, GAMMA_ARRIVAL_RATE ->
                RateCurve.constant(spec.rate() / unitSeconds, spec.duration().toNanos());
            case RAMPING_ARRIVAL_RATE -> {
                List<RateCurve.Leg> legs = new ArrayList<>();
                double from = spec.startRate() == null ? 0 : spec.startRate();
                for (StageSpec stage : spec.stages()) {
                    legs.add(new RateCurve.Leg(
                            stage.duration().toNanos(), from / unitSeconds, stage.target() / unitSeconds));
                    from = stage.target();
                }
                yield new RateCurve(legs);
            }
            default -> null;
        };
    }

    /** Shape of the gaps' gamma distribution; infinite when every start is fixed beforehand. */
    public double shape() {
        return switch (spec.executor()) {
            case POISSON_ARRIVAL_RATE -> 1;
            case GAMMA_ARRIVAL_RATE -> spec.shape();
            default -> Double.POSITIVE_INFINITY;
        };
    }

    /** A fresh reading of the schedule of an open model with a rate. */
    public ArrivalSchedule arrivals() {
        SplittableRandom random = new SplittableRandom(seed ^ name.hashCode());
        return switch (spec.executor()) {
            case POISSON_ARRIVAL_RATE -> new RandomArrivals(curve(), new ExponentialGaps(random));
            case GAMMA_ARRIVAL_RATE -> new RandomArrivals(curve(), new GammaGaps(spec.shape(), random));
            case CONSTANT_ARRIVAL_RATE, RAMPING_ARRIVAL_RATE -> new EvenArrivals(curve());
            default -> throw new IllegalStateException(spec.executor().text() + " has no schedule of its own");
        };
    }

    /** Virtual users of a closed model. */
    public VirtualUserRamp ramp() {
        if (spec.executor().counted()) {
            return VirtualUserRamp.constant(spec.vus(), spec.maxDuration().toNanos());
        }
        if (spec.stages().isEmpty()) {
            return VirtualUserRamp.constant(spec.vus(), spec.duration().toNanos());
        }
        List<VirtualUserRamp.Leg> legs = new ArrayList<>();
        double from = spec.startVUs() == null ? 1 : spec.startVUs();
        for (StageSpec stage : spec.stages()) {
            legs.add(new VirtualUserRamp.Leg(stage.duration().toNanos(), from, stage.target()));
            from = stage.target();
        }
        return new VirtualUserRamp(legs);
    }

    /** Iterations of a closed model, numbered afresh. */
    public Iterations iterations(Share instance) {
        return switch (spec.executor()) {
            case SHARED_ITERATIONS -> new SharedIterations(spec.iterations(), instance);
            case PER_VU_ITERATIONS -> IterationsPerUser.of(spec.vus(), spec.iterations());
            default -> IterationsPerUser.endless(ramp().peak());
        };
    }

    /** Stages by name; {@code warmUp} and {@code coolDown} are stages of their own, whatever the load does in them. */
    public StageClock stages() {
        List<String> names = new ArrayList<>();
        List<Long> durations = new ArrayList<>();
        for (StageSpec stage : spec.stages()) {
            names.add(stage.name() == null ? "stage-" + (names.size() + 1) : stage.name());
            durations.add(stage.duration().toNanos());
        }
        if (names.isEmpty()) {
            names.add(STEADY);
            durations.add(durationNanos());
        }
        StageClock stages = new StageClock(
                names, durations.stream().mapToLong(Long::longValue).toArray());
        return stages.with(Phase.WARM_UP, 0, spec.warmUp().toNanos())
                .with(Phase.COOL_DOWN, measuredToNanos(), durationNanos());
    }

    /** Length of the load; {@link ArrivalSchedule#END} when it ends with the rows of a trace or with its iterations. */
    public long durationNanos() {
        if (spec.stages().isEmpty()) {
            return spec.duration() == null
                    ? ArrivalSchedule.END
                    : spec.duration().toNanos();
        }
        return spec.stages().stream()
                .mapToLong(stage -> stage.duration().toNanos())
                .sum();
    }

    public long measuredFromNanos() {
        return spec.warmUp().toNanos();
    }

    public long measuredToNanos() {
        return durationNanos() == ArrivalSchedule.END
                ? ArrivalSchedule.END
                : durationNanos() - spec.coolDown().toNanos();
    }

    /** In words, e.g. {@code poisson arrivals, 200/s}. */
    public String inWords() {
        String unit = spec.timeUnit().toSeconds() == 1
                ? "/s"
                : " per " + spec.timeUnit().toSeconds() + " s";
        return switch (spec.executor()) {
            case CONSTANT_ARRIVAL_RATE -> "evenly spaced arrivals, " + number(spec.rate()) + unit;
            case POISSON_ARRIVAL_RATE -> "poisson arrivals, " + number(spec.rate()) + unit;
            case GAMMA_ARRIVAL_RATE ->
                "gamma arrivals of shape " + number(spec.shape()) + ", " + number(spec.rate()) + unit;
            case RAMPING_ARRIVAL_RATE -> "evenly spaced arrivals, ramping";
            case TRACE_REPLAY -> "the trace's own arrivals";
            default -> spec.executor().text();
        };
    }

    public Executor executor() {
        return spec.executor();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
