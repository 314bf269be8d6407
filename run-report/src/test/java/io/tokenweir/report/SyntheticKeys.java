package io.tokenweir.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import io.tokenweir.events.KeyFigures;
import io.tokenweir.events.KeySpread;
import io.tokenweir.events.KeyStats;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.report.SyntheticRun.Placed;

/** What a right topology would say of the keys of a synthetic run. */
final class SyntheticKeys {
    private SyntheticKeys() {}

    static KeyStats of(List<Placed<RequestEvent>> events) {
        TreeMap<String, KeyFigures> byAccount = new TreeMap<>();
        for (Placed<RequestEvent> placed : events) {
            RequestEvent event = placed.event();
            if (event.getAttemptEnded() != null) {
                KeyFigures key = key(byAccount, event);
                Outcome outcome = event.getAttemptEnded().getOutcome();
                key.setAttempts(key.getAttempts() + 1);
                key.setRefusals(key.getRefusals() + (outcome == Outcome.OK ? 0 : 1));
                key.setOutputTokens(
                        key.getOutputTokens() + event.getAttemptEnded().getOutputTokens());
            } else if (event.getEnded() != null) {
                KeyFigures key = key(byAccount, event);
                key.setRequests(key.getRequests() + 1);
                key.setOkRequests(key.getOkRequests() + (event.getEnded().getOutcome() == Outcome.OK ? 1 : 0));
            }
        }
        List<KeyFigures> keys = List.copyOf(byAccount.values());
        return new KeyStats(
                (long) keys.size(),
                spread(keys, KeyFigures::getRequests),
                spread(keys, KeyFigures::getOkRequests),
                spread(keys, KeyFigures::getRefusals),
                spread(keys, KeyFigures::getOutputTokens),
                keys.stream()
                        .min(Comparator.comparingDouble(
                                        (KeyFigures key) -> (double) key.getOkRequests() / key.getRequests())
                                .thenComparing(key -> -key.getRequests()))
                        .orElseThrow());
    }

    private static KeyFigures key(TreeMap<String, KeyFigures> byAccount, RequestEvent event) {
        return byAccount.computeIfAbsent(event.getAccountId(), account -> new KeyFigures(account, 0L, 0L, 0L, 0L, 0L));
    }

    private static KeySpread spread(List<KeyFigures> keys, ToLongFunction<KeyFigures> amount) {
        long sum = keys.stream().mapToLong(amount).sum();
        long squares = keys.stream().mapToLong(amount).map(x -> x * x).sum();
        long max = keys.stream().mapToLong(amount).max().orElse(0);
        List<Long> bySize = new ArrayList<>();
        for (long low = 0; low <= max; low = Math.max(1, low * 2)) {
            long from = low;
            long to = Math.max(1, low * 2);
            bySize.add(keys.stream()
                    .filter(key -> amount.applyAsLong(key) >= from && amount.applyAsLong(key) < to)
                    .count());
        }
        List<KeyFigures> top = keys.stream()
                .filter(key -> amount.applyAsLong(key) > 0)
                .sorted(Comparator.comparing((KeyFigures key) -> -amount.applyAsLong(key)))
                .limit(10)
                .toList();
        Double jain = sum == 0 ? null : (Double) ((double) sum * sum / ((double) keys.size() * squares));
        return new KeySpread(sum, squares, max, bySize, jain, top);
    }
}
