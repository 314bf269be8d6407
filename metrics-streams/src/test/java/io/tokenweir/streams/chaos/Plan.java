package io.tokenweir.streams.chaos;

import java.time.Duration;
import java.util.List;

import io.tokenweir.streams.GroupProtocol;

/**
 * What a run with faults is.
 *
 * @param seconds how long the load lasts
 * @param rate events per second of each of the three generators
 * @param instances of the topology
 * @param threads of each
 * @param instanceTimeout after which a silent generator is given up
 * @param exactlyOnce false takes the guarantee away, to see whether anybody notices
 */
record Plan(
        String name,
        long seed,
        int seconds,
        int rate,
        int instances,
        int threads,
        Duration instanceTimeout,
        boolean exactlyOnce,
        GroupProtocol protocol,
        List<Fault> faults) {

    /** Two instances of one thread; guarantee and protocol as the system properties say. */
    static Plan of(String name, long seed, int seconds, List<Fault> faults) {
        return new Plan(
                name,
                seed,
                seconds,
                60,
                2,
                1,
                Duration.ofSeconds(15),
                Switches.exactlyOnce(),
                Switches.protocol(),
                faults);
    }

    Plan withInstances(int count, int threadsOfEach) {
        return new Plan(
                name, seed, seconds, rate, count, threadsOfEach, instanceTimeout, exactlyOnce, protocol, faults);
    }

    Plan withInstanceTimeout(Duration timeout) {
        return new Plan(name, seed, seconds, rate, instances, threads, timeout, exactlyOnce, protocol, faults);
    }

    Plan withExactlyOnce(boolean really) {
        return new Plan(name, seed, seconds, rate, instances, threads, instanceTimeout, really, protocol, faults);
    }

    Plan withProtocol(GroupProtocol other) {
        return new Plan(name, seed, seconds, rate, instances, threads, instanceTimeout, exactlyOnce, other, faults);
    }
}
