package io.tokenweir.report.limiter;

import java.util.ArrayDeque;
import java.util.Deque;

/** Limiters of requests with an arithmetic of their own, one for all keys. */
final class OwnWalls {
    private OwnWalls() {}

    private interface Rule {
        boolean passes(double seconds);
    }

    private static Wall of(Rule rule) {
        return (nanos, key, prompt, max, stream) -> rule.passes(nanos / 1e9) ? (end, output) -> {} : null;
    }

    /** The generic cell rate algorithm: one theoretical arrival time. */
    static Wall gcra(int capacity, double perSecond) {
        double[] arrival = {0};
        double gap = 1 / perSecond;
        return of(now -> {
            double next = Math.max(arrival[0], now);
            if (next - now > (capacity - 1) * gap + 1e-9) {
                return false;
            }
            arrival[0] = next + gap;
            return true;
        });
    }

    /** The instants of all that passed within the window. */
    static Wall slidingLog(int size, double window) {
        Deque<Double> passed = new ArrayDeque<>();
        return of(now -> {
            while (!passed.isEmpty() && passed.peek() <= now - window) {
                passed.poll();
            }
            return passed.size() < size && passed.add(now);
        });
    }

    /** Two fixed windows, of which the earlier one counts for the share that the sliding window still covers. */
    static Wall twoWindows(int size, double window) {
        long[] of = {Long.MIN_VALUE};
        double[] counts = new double[2];
        return of(now -> {
            long current = (long) Math.floor(now / window);
            if (current != of[0]) {
                counts[0] = current == of[0] + 1 ? counts[1] : 0;
                counts[1] = 0;
                of[0] = current;
            }
            double share = 1 - (now / window - current);
            if (counts[0] * share + counts[1] + 1 > size) {
                return false;
            }
            counts[1]++;
            return true;
        });
    }

    /** A counter that begins anew with the first call after its window. */
    static Wall fromFirstCall(int size, double window) {
        double[] state = {Double.NEGATIVE_INFINITY, 0};
        return of(now -> {
            if (now >= state[0] + window) {
                state[0] = now;
                state[1] = 0;
            }
            return state[1] < size && ++state[1] > 0;
        });
    }

    /** A bucket that leaks. */
    static Wall leaky(int size, double perSecond) {
        double[] state = {0, 0};
        return of(now -> {
            state[1] = Math.max(0, state[1] - (now - state[0]) * perSecond);
            state[0] = now;
            if (state[1] + 1 > size) {
                return false;
            }
            state[1]++;
            return true;
        });
    }
}
