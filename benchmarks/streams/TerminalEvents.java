import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.Series;

/**
 * The ends of attempts and of requests as a run at its limits gives them: 94 % of the attempts answer, the others are refused by one of
 * three limits and tried again, at most twice; then the request ends. Accounts are drawn at random. Not thread-safe.
 */
final class TerminalEvents {
    private static final int MOST_ATTEMPTS = 3;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long PICO_PER_TOKEN = 600_000;

    private final int accounts;
    private final List<Series> series;
    private final Random random;
    private long index = -1;
    private int account;
    private int attempts;
    private Outcome outcome;
    private long tokens;
    private long costPico;
    private boolean over = true;

    TerminalEvents(int accounts, List<Series> series, Random random) {
        this.accounts = accounts;
        this.series = series;
        this.random = random;
    }

    /** Whose the next event is. */
    int account() {
        if (over) {
            over = false;
            index++;
            account = random.nextInt(accounts);
            attempts = 0;
            outcome = null;
            costPico = 0;
        }
        return account;
    }

    /** Makes {@code event} the next one; {@link #account} was asked before. */
    void fill(RequestEvent event, long timeMicros) {
        event.setAccountId("account-" + account);
        event.setRequestIndex(index);
        event.setRequestId("run.generator-0." + index);
        event.setTraceId(String.format("%016x%016x", random.nextLong(), index));
        event.setSeries(series.get(account % series.size()));
        if (outcome == Outcome.OK || attempts == MOST_ATTEMPTS) {
            event.setKind(RequestEventKind.ENDED);
            event.setAttempt(attempts - 1);
            event.setEnded(ended(timeMicros));
            over = true;
        } else {
            event.setKind(RequestEventKind.ATTEMPT_ENDED);
            event.setAttempt(attempts);
            event.setAttemptEnded(attempt(timeMicros));
            attempts++;
        }
    }

    private AttemptEnded attempt(long timeMicros) {
        double draw = random.nextDouble();
        outcome = draw < 0.94 ? Outcome.OK : draw < 0.97 ? Outcome.RATE_REQUESTS : draw < 0.99 ? Outcome.RATE_TOKENS : Outcome.CONCURRENCY;
        boolean ok = outcome == Outcome.OK;
        long nanos = (long) ((ok ? 2000 : 20) * NANOS_PER_MILLI * Math.exp(0.4 * random.nextGaussian()));
        tokens = ok ? 50 + random.nextInt(200) : 0;
        AttemptEnded attempt = new AttemptEnded();
        attempt.setOutcome(outcome);
        attempt.setStatus(ok ? 200 : 429);
        attempt.setServerRequestId("req_" + Long.toHexString(random.nextLong()));
        attempt.setLimitHeaders(limitHeaders());
        attempt.setHeadroomPpm(Map.of("requests", (long) random.nextInt(1_000_000), "tokens", (long) random.nextInt(1_000_000)));
        attempt.setIntendedStartMicros(timeMicros - nanos / 1000 - 200);
        attempt.setStartMicros(timeMicros - nanos / 1000);
        attempt.setDurationNanos(nanos);
        attempt.setHeadersNanos(nanos / 10);
        attempt.setArrivals(tokens);
        attempt.setArrivalsByKind(ok ? Map.of("CONTENT", tokens) : Map.of());
        attempt.setUsageReported(ok);
        attempt.setInputTokens(ok ? 400 : 0);
        attempt.setOutputTokens(tokens);
        attempt.setCostPico(tokens * PICO_PER_TOKEN);
        attempt.setWindowValid(true);
        if (ok) {
            attempt.setResponseModel("model");
            attempt.setFinishReason("stop");
            attempt.setTtftNanos(nanos / 8);
            attempt.setTtfatNanos(nanos / 8);
            attempt.setLastArrivalNanos(nanos);
            attempt.setTpotNanos(nanos / tokens);
        } else {
            attempt.setErrorType("rate_limit_error");
            attempt.setErrorCode("rate_limit_exceeded");
            attempt.setEvidence("header x-ratelimit-remaining: 0; Rate limit reached for account");
            attempt.setRetryAfterNanos(1000 * NANOS_PER_MILLI);
        }
        costPico += attempt.getCostPico();
        return attempt;
    }

    private RequestEnded ended(long timeMicros) {
        long nanos = (long) (2100 * NANOS_PER_MILLI * Math.exp(0.4 * random.nextGaussian()));
        RequestEnded ended = new RequestEnded();
        ended.setOutcome(outcome);
        ended.setAttempts(attempts);
        List<DecisionKind> paths = new ArrayList<>();
        if (attempts > 1) {
            paths.add(DecisionKind.OBEY_RETRY_AFTER);
        }
        ended.setPaths(paths);
        ended.setIntendedStartMicros(timeMicros - nanos / 1000);
        ended.setQueueWaitNanos(200_000L);
        ended.setRetryWaitNanos((attempts - 1) * 1000 * NANOS_PER_MILLI);
        ended.setTtftIntendedNanos(nanos / 8);
        ended.setDurationNanos(nanos);
        ended.setOutputTokens(tokens);
        ended.setCostPico(costPico);
        ended.setWastedCostPico(0L);
        ended.setSloMet(outcome == Outcome.OK && nanos < 4000 * NANOS_PER_MILLI);
        return ended;
    }

    private Map<String, String> limitHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-ratelimit-limit-requests", "500");
        headers.put("x-ratelimit-remaining-requests", Integer.toString(random.nextInt(500)));
        headers.put("x-ratelimit-reset-requests", "120ms");
        headers.put("x-ratelimit-limit-tokens", "200000");
        headers.put("x-ratelimit-remaining-tokens", Integer.toString(random.nextInt(200_000)));
        headers.put("x-ratelimit-reset-tokens", "1.2s");
        return headers;
    }
}
