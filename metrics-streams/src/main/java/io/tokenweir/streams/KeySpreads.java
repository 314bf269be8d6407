package io.tokenweir.streams;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import io.tokenweir.events.KeyFigures;
import io.tokenweir.events.KeySpread;
import io.tokenweir.events.KeyStats;

/**
 * How amounts are spread over keys: exact sums of each amount and of its square, counts by size, and the largest, which all
 * merge exactly because a key lies in one input partition.
 *
 * <p>Fairness is the index of Jain, Chiu and Hawe (DEC-TR-301, 1984), (&Sigma;x)&sup2; / (n &Sigma;x&sup2;). Pure.
 */
final class KeySpreads {
    static final int TOP = 10;

    private static final Comparator<KeyFigures> BY_NAME = Comparator.comparing(KeyFigures::getAccount);

    private KeySpreads() {}

    static KeyStats of(KeyPage page) {
        List<KeyFigures> keys = new ArrayList<>(page.byAccount.size());
        for (Map.Entry<String, KeyTally> entry : page.byAccount.entrySet()) {
            keys.add(entry.getValue().toAvro(entry.getKey()));
        }
        return new KeyStats(
                (long) keys.size(),
                spread(keys, KeyFigures::getRequests),
                spread(keys, KeyFigures::getOkRequests),
                spread(keys, KeyFigures::getRefusals),
                spread(keys, KeyFigures::getOutputTokens),
                keys.stream().reduce(null, KeySpreads::worse));
    }

    /** Both together; null counts for nothing. */
    static KeyStats merge(KeyStats a, KeyStats b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        long keys = a.getKeys() + b.getKeys();
        return new KeyStats(
                keys,
                merge(a.getRequests(), b.getRequests(), keys, KeyFigures::getRequests),
                merge(a.getOkRequests(), b.getOkRequests(), keys, KeyFigures::getOkRequests),
                merge(a.getRefusals(), b.getRefusals(), keys, KeyFigures::getRefusals),
                merge(a.getOutputTokens(), b.getOutputTokens(), keys, KeyFigures::getOutputTokens),
                worse(a.getWorst(), b.getWorst()));
    }

    private static KeySpread spread(List<KeyFigures> keys, ToLongFunction<KeyFigures> amount) {
        long sum = 0;
        long squares = 0;
        long max = 0;
        List<Long> bySize = new ArrayList<>();
        for (KeyFigures key : keys) {
            long value = amount.applyAsLong(key);
            sum += value;
            squares = saturated(squares, Math.multiplyHigh(value, value) == 0 ? value * value : -1);
            max = Math.max(max, value);
            count(bySize, Long.SIZE - Long.numberOfLeadingZeros(value), 1);
        }
        return new KeySpread(sum, squares, max, bySize, jain(keys.size(), sum, squares), top(keys, amount));
    }

    private static KeySpread merge(KeySpread a, KeySpread b, long keys, ToLongFunction<KeyFigures> amount) {
        long sum = a.getSum() + b.getSum();
        long squares = saturated(a.getSumOfSquares(), b.getSumOfSquares());
        List<Long> bySize = new ArrayList<>(a.getKeysByAmount());
        for (int i = 0; i < b.getKeysByAmount().size(); i++) {
            count(bySize, i, b.getKeysByAmount().get(i));
        }
        List<KeyFigures> candidates = new ArrayList<>(a.getTop());
        candidates.addAll(b.getTop());
        return new KeySpread(
                sum,
                squares,
                Math.max(a.getMax(), b.getMax()),
                bySize,
                jain(keys, sum, squares),
                top(candidates, amount));
    }

    private static void count(List<Long> bySize, int size, long keys) {
        while (bySize.size() <= size) {
            bySize.add(0L);
        }
        bySize.set(size, bySize.get(size) + keys);
    }

    /** Sum of two that are not negative; what is negative, and what does not fit, is the largest there is. */
    private static long saturated(long a, long b) {
        return b < 0 || a + b < 0 ? Long.MAX_VALUE : a + b;
    }

    private static Double jain(long keys, long sum, long squares) {
        return sum == 0 || squares == Long.MAX_VALUE ? null : (Double) ((double) sum * sum / ((double) keys * squares));
    }

    private static List<KeyFigures> top(List<KeyFigures> keys, ToLongFunction<KeyFigures> amount) {
        Comparator<KeyFigures> order =
                Comparator.comparingLong(amount).reversed().thenComparing(BY_NAME);
        List<KeyFigures> top = new ArrayList<>(TOP + 1);
        for (KeyFigures key : keys) {
            boolean full = top.size() == TOP;
            if (amount.applyAsLong(key) > 0 && !(full && order.compare(key, top.get(TOP - 1)) >= 0)) {
                int at = top.size();
                while (at > 0 && order.compare(key, top.get(at - 1)) < 0) {
                    at--;
                }
                top.add(at, key);
                if (full) {
                    top.remove(TOP);
                }
            }
        }
        return top;
    }

    /** The one that was served worse; null, and a key without a request ended, was not served at all. */
    private static KeyFigures worse(KeyFigures a, KeyFigures b) {
        if (b == null || b.getRequests() == 0) {
            return a;
        }
        if (a == null) {
            return b;
        }
        // a's share below b's, without division
        int order = Long.compare(a.getOkRequests() * b.getRequests(), b.getOkRequests() * a.getRequests());
        order = order != 0 ? order : Long.compare(b.getRequests(), a.getRequests());
        order = order != 0 ? order : BY_NAME.compare(a, b);
        return order <= 0 ? a : b;
    }
}
