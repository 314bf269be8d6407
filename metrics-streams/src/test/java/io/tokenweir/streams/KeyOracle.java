package io.tokenweir.streams;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.KeyFigures;
import io.tokenweir.events.KeySpread;
import io.tokenweir.events.KeyStats;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEvent;

/** What accounts had in each window, the plain way: everything is kept, and sorted at the end. */
final class KeyOracle {
    private static final int REQUESTS = 0;
    private static final int OK = 1;
    private static final int ATTEMPTS = 2;
    private static final int REFUSALS = 3;
    private static final int TOKENS = 4;

    /** By size of the window (0 for the run) and its start. */
    private final Map<Integer, TreeMap<Long, TreeMap<String, long[]>>> windows = new HashMap<>();

    void request(RequestEvent event) {
        if (event.getAttemptEnded() == null && event.getEnded() == null) {
            return;
        }
        long time = event.getHeader().getEventTimeMicros();
        for (int seconds : new int[] {0, 1, 10, 60}) {
            long[] had = windows.computeIfAbsent(seconds, s -> new TreeMap<>())
                    .computeIfAbsent(seconds == 0 ? 0 : time - time % (seconds * 1_000_000L), s -> new TreeMap<>())
                    .computeIfAbsent(event.getAccountId(), a -> new long[5]);
            if (event.getAttemptEnded() != null) {
                had[ATTEMPTS]++;
                had[REFUSALS] += event.getAttemptEnded().getOutcome() == Outcome.OK ? 0 : 1;
                had[TOKENS] += event.getAttemptEnded().getOutputTokens();
            } else {
                had[REQUESTS]++;
                had[OK] += event.getEnded().getOutcome() == Outcome.OK ? 1 : 0;
            }
        }
    }

    /** Null when no account had anything end. */
    KeyStats of(int seconds, long startMicros) {
        Map<String, long[]> keys =
                windows.getOrDefault(seconds, new TreeMap<>()).get(startMicros);
        if (keys == null) {
            return null;
        }
        List<KeyFigures> figures = new ArrayList<>();
        keys.forEach((account, had) -> figures.add(
                new KeyFigures(account, had[REQUESTS], had[OK], had[ATTEMPTS], had[REFUSALS], had[TOKENS])));
        return new KeyStats(
                (long) keys.size(),
                spread(keys, figures, REQUESTS),
                spread(keys, figures, OK),
                spread(keys, figures, REFUSALS),
                spread(keys, figures, TOKENS),
                figures.stream()
                        .filter(key -> key.getRequests() > 0)
                        .min(Comparator.comparingDouble(
                                        (KeyFigures key) -> (double) key.getOkRequests() / key.getRequests())
                                .thenComparing(key -> -key.getRequests())
                                .thenComparing(KeyFigures::getAccount))
                        .orElse(null));
    }

    private static KeySpread spread(Map<String, long[]> keys, List<KeyFigures> figures, int amount) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        long max = 0;
        TreeMap<Integer, Long> bySize = new TreeMap<>();
        for (long[] had : keys.values()) {
            BigInteger value = BigInteger.valueOf(had[amount]);
            sum = sum.add(value);
            squares = squares.add(value.pow(2));
            max = Math.max(max, had[amount]);
            bySize.merge(value.bitLength(), 1L, Long::sum);
        }
        List<Long> counts = new ArrayList<>();
        for (int size = 0; size <= bySize.lastKey(); size++) {
            counts.add(bySize.getOrDefault(size, 0L));
        }
        List<KeyFigures> top = figures.stream()
                .filter(key -> keys.get(key.getAccount())[amount] > 0)
                .sorted(Comparator.comparing((KeyFigures key) -> -keys.get(key.getAccount())[amount])
                        .thenComparing(KeyFigures::getAccount))
                .limit(10)
                .toList();
        double squareOfSum = sum.doubleValue() * sum.doubleValue();
        Double jain = sum.signum() == 0 ? null : (Double) (squareOfSum / (keys.size() * squares.doubleValue()));
        return new KeySpread(sum.longValueExact(), squares.longValueExact(), max, counts, jain, top);
    }
}
