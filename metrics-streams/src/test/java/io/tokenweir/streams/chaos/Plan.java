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
 * @param standbys copies of each task's state that others keep
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
        int standbys,
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
                0,
                Duration.ofSeconds(15),
                Switches.exactlyOnce(),
                Switches.protocol(),
                faults);
    }

    Plan withInstances(int count, int threadsOfEach) {
        return new Plan(
                name,
                seed,
                seconds,
                rate,
                count,
                threadsOfEach,
                standbys,
                instanceTimeout,
                exactlyOnce,
                protocol,
                faults);
    }

    Plan withStandbys(int copies) {
        return new Plan(
                name, seed, seconds, rate, instances, threads, copies, instanceTimeout, exactlyOnce, protocol, faults);
    }

    Plan withInstanceTimeout(Duration timeout) {
        return new Plan(
                name, seed, seconds, rate, instances, threads, standbys, timeout, exactlyOnce, protocol, faults);
    }

    Plan withExactlyOnce(boolean really) {
        return new Plan(
                name, seed, seconds, rate, instances, threads, standbys, instanceTimeout, really, protocol, faults);
    }

    Plan withProtocol(GroupProtocol other) {
        return new Plan(
                name, seed, seconds, rate, instances, threads, standbys, instanceTimeout, exactlyOnce, other, faults);
    }
}
