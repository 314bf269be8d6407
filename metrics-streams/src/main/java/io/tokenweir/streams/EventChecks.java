package io.tokenweir.streams;

import java.util.Set;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Decision;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEvent;

/** Says why an event cannot be counted, in a sentence, or null when it can. Pure. */
final class EventChecks {
    /** 2000-01-01T00:00:00Z. */
    private static final long EARLIEST_MICROS = 946_684_800_000_000L;

    /** Thirty years at a million records a second; the numbers below it count as missing, and sums of them must fit. */
    private static final long LARGEST_SEQ = 1_000_000_000_000_000L;

    private static final long MILLION = 1_000_000;
    private static final long DAY_MICROS = 86_400_000_000L;

    /** A week. Sums are 64-bit: what no request can take must not make them overflow. */
    private static final long LONGEST_NANOS = 7 * DAY_MICROS * 1000;

    /** A hundred thousand units of the currency for one request; here too, sums must hold many. */
    private static final long DEAREST_PICO = 100_000_000_000_000_000L;

    /** No vendor has a tenth as many limits. */
    private static final int MOST_AXES = 100;

    private EventChecks() {}

    static String problem(RequestEvent event, long nowMillis) {
        String problem = NameChecks.first(
                header(event.getHeader(), nowMillis),
                NameChecks.problem("the account", event.getAccountId()),
                NameChecks.problem(event.getSeries()));
        if (problem != null) {
            return problem;
        }
        return switch (event.getKind()) {
            case STARTED -> missing("started", event.getStarted(), event.getSeries());
            case ATTEMPT_ENDED -> {
                problem = missing("attemptEnded", event.getAttemptEnded(), event.getSeries());
                yield problem != null ? problem : attempt(event.getAttemptEnded());
            }
            case DECISION -> {
                problem = missing("decision", event.getDecision(), event.getSeries());
                yield problem != null ? problem : decision(event.getDecision());
            }
            case ENDED -> {
                problem = missing("ended", event.getEnded(), event.getSeries());
                yield problem != null ? problem : ended(event.getEnded());
            }
            case TICK -> TickChecks.problem(event.getTick(), nowMillis);
            case RUN_END -> missing("runEnd", event.getRunEnd(), "");
            case OTHER -> "the kind of the event is not known to this version";
        };
    }

    static String problem(TokenEvent event, long nowMillis) {
        String problem = header(event.getHeader(), nowMillis);
        if (problem != null) {
            return problem;
        }
        return switch (event.getKind()) {
            case CHUNK -> {
                TokenChunk chunk = event.getChunk();
                problem = chunk == null ? "the body 'chunk' is missing" : NameChecks.problem(chunk.getSeries());
                yield problem != null ? problem : chunk(new TokenChunkFields(event));
            }
            case TICK -> TickChecks.problem(event.getTick(), nowMillis);
            case RUN_END -> missing("runEnd", event.getRunEnd(), "");
            case OTHER -> "the kind of the event is not known to this version";
        };
    }

    static String problem(TokenChunkFields chunk, long nowMillis) {
        String problem = header(chunk, nowMillis);
        return problem != null ? problem : chunk(chunk);
    }

    static String header(TokenChunkFields chunk, long nowMillis) {
        RunRef run = chunk.run;
        return header(run.runId(), run.segment(), chunk.source.instance(), chunk.seq, chunk.eventTimeMicros, nowMillis);
    }

    /** What is wrong with who and when. */
    static String header(EventHeader header, long nowMillis) {
        return NameChecks.first(
                NameChecks.problem("the run", header.getRunId()),
                NameChecks.problem("the instance", header.getInstance()),
                header(
                        header.getRunId(),
                        header.getSegment(),
                        header.getInstance(),
                        header.getSeq(),
                        header.getEventTimeMicros(),
                        nowMillis));
    }

    private static String header(
            String runId, int segment, String instance, long seq, long timeMicros, long nowMillis) {
        if (runId.isBlank() || instance.isBlank()) {
            return "the run or the instance is missing";
        }
        if (segment < 0 || seq < 0) {
            return "the segment (" + segment + ") or the sequence number (" + seq + ") is negative";
        }
        if (seq > LARGEST_SEQ) {
            return "the sequence number (" + seq + ") is beyond 10^15";
        }
        return time("the event time", timeMicros, nowMillis);
    }

    /** Whether a sequence number can be one; others would drown what is known of those that can. */
    static boolean isNumber(long seq) {
        return seq >= 0 && seq <= LARGEST_SEQ;
    }

    static String time(String what, long micros, long nowMillis) {
        if (micros < EARLIEST_MICROS) {
            return what + " (" + micros + " us) lies before the year 2000";
        }
        return micros > nowMillis * 1000 + DAY_MICROS
                ? what + " (" + micros + " us) lies more than a day ahead of the clock"
                : null;
    }

    private static String missing(String name, Object body, Object series) {
        if (body == null) {
            return "the body '" + name + "' is missing";
        }
        return series == null ? "the series is missing" : null;
    }

    private static String attempt(AttemptEnded attempt) {
        Amounts amounts = new Amounts();
        amounts.checkNanos("durationNanos", attempt.getDurationNanos());
        amounts.checkOptional("ttftNanos", attempt.getTtftNanos());
        amounts.checkOptional("ttfatNanos", attempt.getTtfatNanos());
        amounts.checkOptional("tpotNanos", attempt.getTpotNanos());
        amounts.checkTokens("arrivals", attempt.getArrivals());
        amounts.checkTokens("inputTokens", attempt.getInputTokens());
        amounts.checkTokens("cachedInputTokens", attempt.getCachedInputTokens());
        amounts.checkTokens("outputTokens", attempt.getOutputTokens());
        amounts.checkTokens("reasoningTokens", attempt.getReasoningTokens());
        amounts.checkCost("costPico", attempt.getCostPico());
        amounts.checkOptional("retryAfterNanos", attempt.getRetryAfterNanos());
        attempt.getHeadroomPpm()
                .forEach((axis, ppm) -> amounts.check("headroomPpm of " + axis, ppm, MILLION, "the whole"));
        return amounts.problem != null
                ? amounts.problem
                : axes(attempt.getHeadroomPpm().keySet());
    }

    private static String axes(Set<String> axes) {
        if (axes.size() > MOST_AXES) {
            return "headroomPpm has more than " + MOST_AXES + " axes (" + axes.size() + ")";
        }
        return NameChecks.first(axes.stream()
                .map(axis -> NameChecks.problem("an axis of headroomPpm", axis))
                .toArray(String[]::new));
    }

    private static String ended(RequestEnded ended) {
        Amounts amounts = new Amounts();
        amounts.checkNanos("durationNanos", ended.getDurationNanos());
        amounts.checkNanos("queueWaitNanos", ended.getQueueWaitNanos());
        amounts.checkNanos("retryWaitNanos", ended.getRetryWaitNanos());
        amounts.checkTokens("outputTokens", ended.getOutputTokens());
        amounts.checkCost("costPico", ended.getCostPico());
        amounts.checkCost("wastedCostPico", ended.getWastedCostPico());
        amounts.check("attempts", ended.getAttempts());
        return amounts.problem;
    }

    private static String decision(Decision decision) {
        Amounts amounts = new Amounts();
        amounts.checkOptional("askedWaitNanos", decision.getAskedWaitNanos());
        amounts.checkOptional("waitNanos", decision.getWaitNanos());
        return amounts.problem;
    }

    private static String chunk(TokenChunkFields chunk) {
        Amounts amounts = new Amounts();
        for (int i = 0; i < chunk.gaps; i++) {
            amounts.check("gapsMicros", chunk.gapsMicros[i], LONGEST_NANOS / 1000, "a week");
        }
        long arrivals = 0;
        for (int i = 0; i < chunk.kindRuns; i++) {
            amounts.check("kinds.count", chunk.kindCounts[i]);
            arrivals += chunk.kindCounts[i];
        }
        amounts.check("firstArrival", chunk.firstArrival);
        amounts.check("sharedReads", chunk.sharedReads);
        if (chunk.ttfatNanos != TokenChunkFields.ABSENT) {
            amounts.checkNanos("ttfatNanos", chunk.ttfatNanos);
        }
        if (chunk.ttftNanos != TokenChunkFields.ABSENT) {
            amounts.checkNanos("ttftNanos", chunk.ttftNanos);
            amounts.checkNanos("startLagNanos + ttftNanos", chunk.startLagNanos + chunk.ttftNanos);
        }
        if (chunk.ttfatNanos != TokenChunkFields.ABSENT) {
            amounts.checkNanos("startLagNanos + ttfatNanos", chunk.startLagNanos + chunk.ttfatNanos);
        }
        if (amounts.problem == null && arrivals != chunk.gaps) {
            return "the kinds count " + arrivals + " arrivals, but there are " + chunk.gaps + " gaps";
        }
        return amounts.problem;
    }

    /** Keeps the first problem found. */
    static final class Amounts {
        private String problem;

        /** Null when all is well. */
        String problem() {
            return problem;
        }

        void check(String name, long value) {
            if (value < 0 && problem == null) {
                problem = name + " is negative (" + value + ")";
            }
        }

        void check(String name, long value, long most, String mostInWords) {
            check(name, value);
            if (value > most && problem == null) {
                problem = name + " is beyond " + mostInWords + " (" + value + ")";
            }
        }

        void checkNanos(String name, long value) {
            check(name, value, LONGEST_NANOS, "a week");
        }

        void checkCost(String name, long value) {
            check(name, value, DEAREST_PICO, "100,000 units of the currency");
        }

        void checkOptional(String name, Long value) {
            if (value != null) {
                checkNanos(name, value);
            }
        }

        void checkTokens(String name, long value) {
            check(name, value, Integer.MAX_VALUE, "2^31");
        }
    }
}
