package io.tokenweir.report.certificate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.tokenweir.common.content.ContentMarks;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.RequestStarted;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.Series;
import io.tokenweir.events.Vantage;

/**
 * Users, an application of some kind, and a provider that admits twenty calls in any second and asks the others to wait one, in
 * virtual time; told by the events that the generator and the tap would publish. Half the provider's limit is offered for five
 * seconds, then twice.
 */
final class SyntheticApplication {
    enum Kind {
        OBEYS,
        IGNORES,
        AT_ONCE,
        FANS_OUT,
        SHEDS,
        QUEUES,
        FALLS_BACK,
        FAILS_FAST,
        HANGS,
        CLAIMS_FALLBACK,
        HIDES_FAILURE
    }

    enum Told {
        TRACE,
        HEADER,
        CONTENT,
        NOTHING
    }

    record Placed(RequestEvent event, Place place) {}

    static final String RUN = "20261201-000000-abcd";
    static final String TOPIC = "weir.requests";
    private static final Map<String, List<Placed>> PLAYED = new ConcurrentHashMap<>();
    private static final int PARTITIONS = 3;
    private static final long START = 1_795_374_900_000_000L;
    private static final long SECOND = 1_000_000;
    private static final int LIMIT = 20;

    private record Turn(long at, int order, Consumer<Long> run) {}

    private record Pending(long at, int order, Vantage vantage, int partition, RequestEvent.Builder event) {}

    private final Kind kind;
    private final Told told;
    private final long tapClockMicros;
    private final ContentMarks marks = ContentMarks.keyedBy(RUN);
    private final PriorityQueue<Turn> turns =
            new PriorityQueue<>(Comparator.comparingLong(Turn::at).thenComparingInt(Turn::order));
    private final Deque<Long> admitted = new ArrayDeque<>();
    private final Deque<Long> let = new ArrayDeque<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Map<Integer, List<Boolean>> parts = new HashMap<>();
    private final Map<Integer, Long> asked = new HashMap<>();
    private long nextSlot = START;
    private int order;
    private int calls;

    private SyntheticApplication(Kind kind, Told told, long tapClockMicros) {
        this.kind = kind;
        this.told = told;
        this.tapClockMicros = tapClockMicros;
    }

    static List<Placed> run(Kind kind, Told told) {
        return PLAYED.computeIfAbsent(kind + " " + told, any -> run(kind, told, 0));
    }

    /** @param tapClockMicros by how much the tap's clock is ahead */
    static List<Placed> run(Kind kind, Told told, long tapClockMicros) {
        SyntheticApplication application = new SyntheticApplication(kind, told, tapClockMicros);
        int number = 0;
        for (long at = START; at < START + 15 * SECOND; at += at < START + 5 * SECOND ? 97_000 : 26_000) {
            int user = number++;
            application.later(at, now -> application.user(user, now));
        }
        while (!application.turns.isEmpty()) {
            Turn turn = application.turns.poll();
            turn.run().accept(turn.at());
        }
        return application.events();
    }

    static RunEvidence evidence(List<Placed> events) {
        EvidenceLog log = new EvidenceLog();
        events.forEach(placed -> log.add(placed.event(), placed.place()));
        return log.evidence();
    }

    private void later(long at, Consumer<Long> run) {
        turns.add(new Turn(at, order++, run));
    }

    private void user(int user, long now) {
        String id = RUN + ".g." + user;
        asked.put(user, now);
        RequestEvent.Builder started = event(id, "application").setKind(RequestEventKind.STARTED);
        started.setTraceId(trace(user));
        started.setStarted(new RequestStarted(user, now, now, 40, 60, new ArrayList<>(marks.asked(words(user)))));
        pend(now, Vantage.GENERATOR, user, started);
        switch (kind) {
            case SHEDS -> {
                if (room(let, now, LIMIT - 2)) {
                    upstream(user, now + 2_000, "large", 0);
                } else {
                    ended(user, now, now + 3_000, Outcome.DECLINED, false, null);
                }
            }
            case QUEUES -> {
                long slot = Math.max(now + 2_000, nextSlot);
                nextSlot = slot + 52_000;
                upstream(user, slot, "large", 0);
            }
            case FANS_OUT -> {
                for (int i = 0; i < 4; i++) {
                    upstream(user, now + 2_000 + i, "large", 0);
                }
            }
            default -> upstream(user, now + 2_000, "large", 0);
        }
    }

    private void upstream(int user, long at, String model, int attempt) {
        later(at, now -> {
            boolean ok = !model.equals("large") || room(admitted, now, LIMIT);
            long end = now + (ok ? 300_000 : 4_000);
            call(user, now, end, model, ok);
            later(end, done -> answered(user, done, model, attempt, ok));
        });
    }

    private static boolean room(Deque<Long> times, long now, int limit) {
        while (!times.isEmpty() && times.peek() <= now - SECOND) {
            times.poll();
        }
        return times.size() < limit && times.add(now);
    }

    private void answered(int user, long now, String model, int attempt, boolean ok) {
        long intended = intended(user);
        if (kind == Kind.FANS_OUT) {
            List<Boolean> all = parts.computeIfAbsent(user, any -> new ArrayList<>());
            all.add(ok);
            if (all.size() == 4) {
                ended(
                        user,
                        intended,
                        now + 1_000,
                        all.contains(false) ? Outcome.SERVER_ERROR : Outcome.OK,
                        false,
                        null);
            }
            return;
        }
        if (ok) {
            ended(user, intended, now + 1_000, Outcome.OK, attempt > 0 && kind == Kind.CLAIMS_FALLBACK, null);
            return;
        }
        boolean more = attempt < 5;
        switch (kind) {
            case OBEYS, CLAIMS_FALLBACK -> again(user, now + SECOND + 30_000 + user % 7 * 9_000, attempt, more, now);
            case IGNORES -> again(user, now + 300_000, attempt, more, now);
            case AT_ONCE -> again(user, now + 2_000, attempt, more, now);
            case FALLS_BACK -> upstream(user, now + 5_000, "small", 1);
            case HANGS -> ended(user, intended, intended + 10 * SECOND, Outcome.CLIENT_TIMEOUT, false, null);
            case HIDES_FAILURE -> ended(user, intended, now + 1_000, Outcome.OK, false, null);
            default -> ended(user, intended, now + 1_000, Outcome.DECLINED, false, null);
        }
    }

    private void again(int user, long at, int attempt, boolean more, long now) {
        if (more) {
            upstream(user, at, "large", attempt + 1);
        } else {
            ended(user, intended(user), now + 1_000, Outcome.DECLINED, false, null);
        }
    }

    private long intended(int user) {
        return asked.get(user);
    }

    private void call(int user, long start, long end, String model, boolean ok) {
        int number = calls++;
        String id = RUN + ".tap." + number;
        List<Long> held = told == Told.CONTENT
                ? marks.held("You are a helpful assistant of a shop. " + words(user) + " Answer in English.")
                : List.of();
        RequestEvent.Builder started = linked(event(id, model), user).setKind(RequestEventKind.STARTED);
        started.setStarted(
                new RequestStarted(0, start + tapClockMicros, start + tapClockMicros, 60, 60, new ArrayList<>(held)));
        pend(start, Vantage.TAP, number, started);
        RequestEvent.Builder ended = linked(event(id, model), user).setKind(RequestEventKind.ATTEMPT_ENDED);
        ended.setAttemptEnded(attempt(
                ok ? Outcome.OK : Outcome.RATE_REQUESTS,
                start + tapClockMicros,
                start + tapClockMicros,
                end - start,
                ok ? null : SECOND * 1_000,
                ok ? model + "-2026-01-01" : null,
                false));
        pend(end, Vantage.TAP, number, ended);
    }

    private RequestEvent.Builder linked(RequestEvent.Builder event, int user) {
        event.setTraceId(told == Told.TRACE ? trace(user) : null);
        event.setParentRequestId(told == Told.HEADER ? RUN + ".g." + user : null);
        return event;
    }

    private void ended(int user, long intended, long end, Outcome outcome, boolean degraded, String said) {
        String id = RUN + ".g." + user;
        RequestEvent.Builder attempt = event(id, "application").setKind(RequestEventKind.ATTEMPT_ENDED);
        attempt.setTraceId(trace(user));
        attempt.setAttemptEnded(attempt(outcome, intended, intended, end - intended, null, said, degraded));
        pend(end, Vantage.GENERATOR, user, attempt);
        RequestEvent.Builder over = event(id, "application").setKind(RequestEventKind.ENDED);
        Long ttft = outcome == Outcome.OK ? (Long) ((end - intended - 200_000) * 1_000) : null;
        over.setEnded(new RequestEnded(
                outcome, 1, new ArrayList<>(), intended, 0L, 0L, ttft, (end - intended) * 1_000, 20L, 0L, 0L, true));
        pend(end, Vantage.GENERATOR, user, over);
    }

    private static AttemptEnded attempt(
            Outcome outcome, long intended, long start, long micros, Long retryAfter, String model, boolean degraded) {
        return AttemptEnded.newBuilder()
                .setOutcome(outcome)
                .setIntendedStartMicros(intended)
                .setStartMicros(start)
                .setDurationNanos(micros * 1_000)
                .setRetryAfterNanos(retryAfter)
                .setResponseModel(model)
                .setDegraded(degraded)
                .setArrivals(0)
                .setInputTokens(0)
                .setCachedInputTokens(0)
                .setOutputTokens(0)
                .setReasoningTokens(0)
                .setUsageReported(false)
                .setCostPico(0)
                .build();
    }

    private static RequestEvent.Builder event(String id, String model) {
        return RequestEvent.newBuilder()
                .setHeader(new EventHeader(RUN, 0, "", 0L, 0L, Vantage.GENERATOR, 0L))
                .setKind(RequestEventKind.OTHER)
                .setRequestId(id)
                .setSeries(new Series("users", "all", "openai", model));
    }

    private void pend(long at, Vantage vantage, int number, RequestEvent.Builder event) {
        pending.add(new Pending(at, order++, vantage, number % PARTITIONS, event));
    }

    /** Numbered as those who publish do, each with an end marker on every partition. */
    private List<Placed> events() {
        pending.sort(Comparator.comparingLong(Pending::at).thenComparingInt(Pending::order));
        Map<String, Long> numbers = new HashMap<>();
        Map<Integer, Long> offsets = new HashMap<>();
        List<Placed> placed = new ArrayList<>();
        for (Pending one : pending) {
            placed.add(place(one.event(), one.vantage(), one.partition(), one.at(), numbers, offsets));
        }
        for (Vantage vantage : List.of(Vantage.GENERATOR, Vantage.TAP)) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                RequestEvent.Builder end =
                        event(null, "").setKind(RequestEventKind.RUN_END).setSeries(null);
                end.setRunEnd(new RunEndMarker(numbers.getOrDefault(vantage + "" + partition, 0L), false));
                placed.add(place(end, vantage, partition, START + 100 * SECOND, numbers, offsets));
            }
        }
        return Collections.unmodifiableList(placed);
    }

    private Placed place(
            RequestEvent.Builder event,
            Vantage vantage,
            int partition,
            long at,
            Map<String, Long> numbers,
            Map<Integer, Long> offsets) {
        long seq = numbers.merge(vantage + "" + partition, 1L, Long::sum) - 1;
        event.setHeader(new EventHeader(RUN, 0, vantage == Vantage.TAP ? "tap" : "g", 1L, seq, vantage, at));
        return new Placed(event.build(), new Place(TOPIC, partition, offsets.merge(partition, 1L, Long::sum) - 1));
    }

    private static String trace(int user) {
        return "%032x".formatted(user + 1);
    }

    private static String words(int user) {
        return "Where is my order number %d of the %d blue shoes for client %d please"
                .formatted(user * 7_919, user, user * 31);
    }
}
