package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.tokenweir.common.outcome.Refusal;

/**
 * What the target's own log says of a run: the target's onset, with its own figures, and how it answered the requests that
 * the runbook shows as examples. Gathered one line at a time; keeps nothing of other requests. Pure; not thread-safe.
 */
public final class TruthFacts {
    /**
     * One line of the log.
     *
     * @param decision {@code admitted}, or why it was refused
     * @param inFlight admitted streams at the decision
     * @param tokensLastMinute tokens admitted in the minute before
     */
    public record Line(
            long receivedMicros,
            String clientRequestId,
            String model,
            int status,
            String decision,
            long inFlight,
            long tokensLastMinute) {}

    private record Peak(long inFlight, long tokensLastMinute) {
        Peak with(Line line) {
            return new Peak(Math.max(inFlight, line.inFlight()), Math.max(tokensLastMinute, line.tokensLastMinute()));
        }
    }

    private final String idPrefix;
    private final Set<String> wanted;
    private final RefusalSeconds refusals = new RefusalSeconds();
    private final Map<Long, Peak> peaks = new HashMap<>();
    private final Map<String, List<String>> answers = new HashMap<>();
    private long lines;

    /** @param wanted ids of the requests that will be shown */
    public TruthFacts(String runId, Set<String> wanted) {
        this.idPrefix = runId + ".";
        this.wanted = new HashSet<>(wanted);
    }

    /** Lines of other runs are passed over. */
    public void add(Line line) {
        if (line.clientRequestId() == null || !line.clientRequestId().startsWith(idPrefix)) {
            return;
        }
        lines++;
        Refusal cause = refusal(line.decision());
        if (cause != null) {
            refusals.add(line.receivedMicros(), cause);
        }
        peaks.merge(
                Math.floorDiv(line.receivedMicros(), 1_000_000L),
                new Peak(line.inFlight(), line.tokensLastMinute()),
                (peak, fresh) -> peak.with(line));
        if (wanted.contains(line.clientRequestId())) {
            answers.computeIfAbsent(line.clientRequestId(), id -> new ArrayList<>())
                    .add(line.status() + (line.model() == null ? "" : " " + line.model()));
        }
    }

    /** The group of a decision as the target's own log writes it, or null. */
    private static Refusal refusal(String decision) {
        return switch (decision) {
            case "rate_requests" -> Refusal.RATE_REQUESTS;
            case "rate_tokens", "rate_input", "rate_output" -> Refusal.RATE_TOKENS;
            case "rate_requests_day", "rate_tokens_day", "ramp" -> Refusal.RATE_OTHER;
            case "concurrency" -> Refusal.CONCURRENCY;
            case "overload" -> Refusal.OVERLOAD;
            case "quota", "spend" -> Refusal.QUOTA;
            case "auth" -> Refusal.ACCESS;
            default -> null;
        };
    }

    /** The target's view of its onset, held against ours; null when it saw none. */
    RunbookData.TruthOnset onset(OptionalLong ours) {
        OptionalLong theirs = refusals.onset();
        if (theirs.isEmpty()) {
            return null;
        }
        long second = theirs.getAsLong();
        Peak peak = peaks.get(second);
        Long apart = ours.isPresent() ? ours.getAsLong() - second : null;
        return new RunbookData.TruthOnset(
                second,
                RefusalSeconds.shedding(refusals.at(second)),
                peak.inFlight(),
                peak.tokensLastMinute(),
                apart,
                apart != null && Math.abs(apart) <= 1);
    }

    /** How the target answered a request, in order, e.g. {@code 429 large, 200 small}; empty when it never saw it. */
    List<String> answers(String requestId) {
        return answers.getOrDefault(requestId, List.of());
    }

    long lines() {
        return lines;
    }
}
