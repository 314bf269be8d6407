package io.tokenweir.common.audit;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many requests made so many attempts. Not thread-safe. */
final class AttemptCounts {
    private long[] requests = new long[8];

    /** Told of each number of attempts that some requests made. */
    @FunctionalInterface
    interface Visitor {
        void requests(int attempts, long count);
    }

    void add(int attempts, long count) {
        if (attempts >= requests.length) {
            requests = Arrays.copyOf(requests, attempts * 2);
        }
        requests[attempts] += count;
    }

    void forEach(Visitor visitor) {
        for (int attempts = 0; attempts < requests.length; attempts++) {
            if (requests[attempts] > 0) {
                visitor.requests(attempts, requests[attempts]);
            }
        }
    }

    /** All of them. */
    long requests() {
        return Arrays.stream(requests).sum();
    }

    SortedMap<Integer, Long> toMap() {
        SortedMap<Integer, Long> map = new TreeMap<>();
        forEach(map::put);
        return map;
    }
}
