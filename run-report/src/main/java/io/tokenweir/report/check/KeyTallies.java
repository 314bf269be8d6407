package io.tokenweir.report.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import io.tokenweir.events.KeyFigures;
import io.tokenweir.events.KeySpread;
import io.tokenweir.events.KeyStats;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.report.check.Quantity.Kind;

/**
 * What each key had end in each segment, the plain way: all keys are kept, and sorted at the end. Memory grows with the keys of
 * the run. Not thread-safe.
 */
final class KeyTallies {
    private static final int TOP = 10;

    private final Map<Integer, Map<String, KeyFigures>> bySegment = new TreeMap<>();

    void add(RequestEvent event) {
        boolean terminal = event.getAttemptEnded() != null || event.getEnded() != null;
        if (!terminal || event.getAccountId() == null) {
            return;
        }
        KeyFigures key = bySegment
                .computeIfAbsent(event.getHeader().getSegment(), segment -> new TreeMap<>())
                .computeIfAbsent(event.getAccountId(), account -> new KeyFigures(account, 0L, 0L, 0L, 0L, 0L));
        if (event.getAttemptEnded() != null) {
            Outcome outcome = event.getAttemptEnded().getOutcome();
            key.setAttempts(key.getAttempts() + 1);
            key.setRefusals(key.getRefusals() + (RequestFacts.axis(outcome.name()) == null ? 0 : 1));
            key.setOutputTokens(key.getOutputTokens() + event.getAttemptEnded().getOutputTokens());
        } else {
            key.setRequests(key.getRequests() + 1);
            key.setOkRequests(key.getOkRequests() + (event.getEnded().getOutcome() == Outcome.OK ? 1 : 0));
        }
    }

    /** Adds what all keys had. */
    void tell(Tally total) {
        bySegment.values().forEach(keys -> tell(statsOf(new ArrayList<>(keys.values())), total));
    }

    /** Adds what a result says of keys; the digests hold everything but the sums. */
    static void tell(KeyStats stats, Tally total) {
        total.add(Kind.KEYS, stats.getKeys());
        spread("requests", stats.getRequests(), total);
        spread("requests OK", stats.getOkRequests(), total);
        spread("refusals", stats.getRefusals(), total);
        spread("output tokens", stats.getOutputTokens(), total);
        if (stats.getWorst() != null) {
            total.add(Kind.KEY_SPREADS, "worst key", RowDigest.of(stats.getWorst()));
        }
    }

    private static void spread(String amount, KeySpread spread, Tally total) {
        total.add(Kind.KEY_AMOUNTS, amount, spread.getSum()).add(Kind.KEY_SPREADS, amount, RowDigest.of(spread));
    }

    private static KeyStats statsOf(List<KeyFigures> keys) {
        return new KeyStats(
                (long) keys.size(),
                spreadOf(keys, KeyFigures::getRequests),
                spreadOf(keys, KeyFigures::getOkRequests),
                spreadOf(keys, KeyFigures::getRefusals),
                spreadOf(keys, KeyFigures::getOutputTokens),
                keys.stream()
                        .filter(key -> key.getRequests() > 0)
                        .min(KeyTallies::byService)
                        .orElse(null));
    }

    /** Worst first: by the share that was answered, compared crosswise; then who asked more, then by name. */
    private static int byService(KeyFigures a, KeyFigures b) {
        BigInteger left = BigInteger.valueOf(a.getOkRequests()).multiply(BigInteger.valueOf(b.getRequests()));
        BigInteger right = BigInteger.valueOf(b.getOkRequests()).multiply(BigInteger.valueOf(a.getRequests()));
        int order = left.compareTo(right);
        order = order != 0 ? order : Long.compare(b.getRequests(), a.getRequests());
        return order != 0 ? order : a.getAccount().compareTo(b.getAccount());
    }

    private static KeySpread spreadOf(List<KeyFigures> keys, ToLongFunction<KeyFigures> amount) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        long max = 0;
        List<Long> bySize = new ArrayList<>();
        for (KeyFigures key : keys) {
            BigInteger value = BigInteger.valueOf(amount.applyAsLong(key));
            sum = sum.add(value);
            squares = squares.add(value.multiply(value));
            max = Math.max(max, value.longValue());
            while (bySize.size() <= value.bitLength()) {
                bySize.add(0L);
            }
            bySize.set(value.bitLength(), bySize.get(value.bitLength()) + 1);
        }
        boolean fits = squares.bitLength() < Long.SIZE;
        Double jain = sum.signum() == 0 || !fits
                ? null
                : (Double) (sum.doubleValue() * sum.doubleValue() / (keys.size() * squares.doubleValue()));
        List<KeyFigures> top = keys.stream()
                .filter(key -> amount.applyAsLong(key) > 0)
                .sorted(Comparator.comparingLong(amount).reversed().thenComparing(KeyFigures::getAccount))
                .limit(TOP)
                .toList();
        return new KeySpread(sum.longValue(), fits ? squares.longValue() : Long.MAX_VALUE, max, bySize, jain, top);
    }
}
