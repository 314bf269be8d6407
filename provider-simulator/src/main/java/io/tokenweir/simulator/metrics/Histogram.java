package io.tokenweir.simulator.metrics;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts of seconds by upper bound, as Prometheus has them. Any thread. */
final class Histogram {
    private final double[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();

    Histogram(double... bounds) {
        this.bounds = bounds;
        counts = new LongAdder[bounds.length + 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void add(double seconds) {
        int place = 0;
        while (place < bounds.length && seconds > bounds[place]) {
            place++;
        }
        counts[place].increment();
        sum.add(seconds);
    }

    void write(MetricsText out, String name, String labels) {
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i].sum();
            String bound = i < bounds.length ? MetricsText.number(bounds[i]) : "+Inf";
            out.sample(name + "_bucket", labels + ",le=\"" + bound + "\"", below);
        }
        out.sample(name + "_sum", labels, sum.sum());
        out.sample(name + "_count", labels, below);
    }
}
