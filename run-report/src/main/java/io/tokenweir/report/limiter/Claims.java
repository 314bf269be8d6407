package io.tokenweir.report.limiter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What headers and the texts of refusals claim. Shown beside findings, never a reason for one. */
final class Claims {
    private final Map<String, ProbeResult.Claim> last = new LinkedHashMap<>();
    private final Map<String, Double> fullAfter = new LinkedHashMap<>();
    private final Map<String, Integer> named = new LinkedHashMap<>();
    private int retryAfters;
    private double longestRetryAfter;

    void note(ProbeResult result) {
        for (ProbeResult.Claim claim : result.claims()) {
            last.put(claim.axis(), claim);
            double used = claim.limit() - claim.remaining();
            if (claim.limit() > 0 && claim.remaining() >= 0 && used >= 1 && claim.resetNanos() > 0) {
                fullAfter.put(claim.axis(), claim.resetNanos() / 1e9 * claim.limit() / used);
            }
        }
        if (result.verdict() == ProbeResult.Verdict.REFUSED) {
            if (result.named() != null) {
                named.merge(result.named(), 1, Integer::sum);
            }
            if (result.retryAfterNanos() > 0) {
                retryAfters++;
                longestRetryAfter = Math.max(longestRetryAfter, result.retryAfterNanos() / 1e9);
            }
        }
    }

    /** The limit that headers tell for a dimension; null when they tell none. */
    ProbeResult.Claim of(Dimension dimension) {
        List<String> words = switch (dimension) {
            case REQUESTS -> List.of("req", "request", "call");
            case INPUT_TOKENS -> List.of("input");
            case OUTPUT_TOKENS -> List.of("output");
            case TOKENS -> List.of("tokens");
            case CONCURRENCY -> List.of("concurren", "parallel");
        };
        return last.values().stream()
                .filter(claim -> claim.limit() > 0)
                .filter(claim -> {
                    String axis = claim.axis().toLowerCase(Locale.ROOT);
                    boolean side = axis.contains("input") || axis.contains("output");
                    return words.stream().anyMatch(axis::contains) && (dimension != Dimension.TOKENS || !side);
                })
                .findFirst()
                .orElse(null);
    }

    /** How long a limit takes to be there again, by its headers; null when that cannot be told. */
    String window(Dimension dimension) {
        ProbeResult.Claim claim = of(dimension);
        Double seconds = claim == null ? null : fullAfter.get(claim.axis());
        if (seconds != null) {
            return String.format(Locale.ROOT, "if it refills steadily, %.3g s by limit, rest and reset", seconds);
        }
        return retryAfters == 0 ? null : String.format(Locale.ROOT, "Retry-After up to %.3g s", longestRetryAfter);
    }

    /** What refusals called their limits; null when they called them nothing. */
    String names() {
        return named.isEmpty() ? null : "refusals say " + String.join(", ", named.keySet());
    }
}
