package io.tokenweir.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.tokenweir.common.run.EventSequencer;
import io.tokenweir.common.run.Partitions;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.events.ArrivalKind;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.KindRun;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.RequestStarted;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.Series;
import io.tokenweir.events.Tick;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.events.Vantage;
import io.tokenweir.report.runbook.TruthFacts;

/**
 * A run as the generator would publish it, in virtual time: users ramp up through a target's concurrency limit and back
 * down, are refused, wait as asked, fall back after the second refusal, and some keys run out of quota. Seeded.
 */
public final class SyntheticRun {
    public static final String RUN = "demo-20261122-191500";
    public static final String REQUESTS = "weir.requests";
    public static final String TOKENS = "weir.tokens";
    public static final int PARTITIONS = 4;
    public static final long START_MICROS = 1_795_374_900_000_000L;
    private static final long SECOND = 1_000_000;
    private static final int LIMIT = 30;

    /** An event and its partition. */
    public record Placed<T>(int partition, T event) {}

    private record Turn(long at, int user, long index, int attempt, long intended, String model, long waited) {}

    public final List<Placed<RequestEvent>> requests = new ArrayList<>();
    public final List<Placed<TokenEvent>> tokens = new ArrayList<>();
    public final List<TruthFacts.Line> truth = new ArrayList<>();
    public final int seconds;
    private final int users;
    private final Random random;
    private final RunIdentity identity = new RunIdentity(RUN, 0, "gen-1", 1_795_374_899_000L);
    private final EventSequencer sequencer = new EventSequencer();
    private final PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparingLong(Turn::at));
    private final PriorityQueue<Long> open = new PriorityQueue<>();
    private final Map<Long, Long> admittedTokens = new HashMap<>();
    private long nextIndex;

    /** What an event is made of before its number is known: numbers follow event time. */
    private record Pending(long at, int partition, BiConsumer<Long, Integer> publish) {}

    private final List<Pending> pending = new ArrayList<>();

    public SyntheticRun(long seed, int seconds, int users) {
        this.random = new Random(seed);
        this.seconds = seconds;
        this.users = users;
        for (int user = 0; user < users; user++) {
            wake(user, START_MICROS + (long) (user * seconds * 0.45 / users * SECOND));
        }
        while (!turns.isEmpty()) {
            attempt(turns.poll());
        }
        pending.sort(Comparator.comparingLong(Pending::at));
        ticksAndEvents();
    }

    private void ticksAndEvents() {
        long boundary = START_MICROS + SECOND;
        for (Pending next : pending) {
            while (next.at() >= boundary) {
                ticks(boundary);
                boundary += SECOND;
            }
            next.publish().accept(next.at(), next.partition());
        }
        ticks(boundary);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            end(partition, boundary);
        }
    }

    private void wake(int user, long at) {
        double half = seconds * 0.55;
        double leave = half + (users - user) * (seconds - half) / users;
        if (at < START_MICROS + (long) (leave * SECOND)) {
            turns.add(new Turn(at, user, nextIndex++, 0, at - 150, "sim-large", 0));
        }
    }

    private void attempt(Turn turn) {
        long at = turn.at();
        while (!open.isEmpty() && open.peek() <= at) {
            open.poll();
        }
        String account = "acct-" + turn.user();
        int partition = Partitions.of(Partitions.key(account), PARTITIONS);
        if (turn.attempt() == 0) {
            event(
                    at,
                    partition,
                    turn,
                    account,
                    RequestEventKind.STARTED,
                    event ->
                            event.setStarted(new RequestStarted(turn.user(), turn.intended(), at, 200, 64, List.of())));
        }
        boolean quota = turn.user() % 17 == 16 && at > START_MICROS + seconds * SECOND / 2;
        boolean small = turn.model().equals("sim-small");
        boolean tokensGone = !quota && !small && turn.user() % 5 == 0 && open.size() > LIMIT - 4;
        Outcome refusal = quota
                ? Outcome.QUOTA
                : tokensGone ? Outcome.RATE_TOKENS : open.size() >= LIMIT && !small ? Outcome.CONCURRENCY : null;
        if (refusal == null) {
            admitted(turn, account, partition);
        } else {
            refused(turn, account, partition, refusal);
        }
    }

    private void admitted(Turn turn, String account, int partition) {
        int count = 20 + random.nextInt(44);
        long ttft = (long)
                ((180 + open.size() * 6 + Math.abs(random.nextGaussian()) * 45 + (random.nextInt(40) == 0 ? 400 : 0))
                        * 1_000_000L);
        long[] gaps = new long[count];
        gaps[0] = ttft / 1_000;
        for (int i = 1; i < count; i++) {
            gaps[i] = random.nextInt(12) == 0 ? 0 : 14_000 + random.nextInt(12_000);
        }
        long duration = 0;
        for (long gap : gaps) {
            duration += gap;
        }
        chunks(turn, account, partition, gaps, ttft);
        long end = turn.at() + duration + 300;
        open.add(end);
        long input = 204;
        admittedTokens.merge(turn.at() / SECOND, input + count, Long::sum);
        truth(turn, 200, "admitted");
        long cost = input * 150_000 + count * 600_000L;
        long tpot = (duration * 1_000 - ttft) / (count - 1);
        AttemptEnded ended = attemptEnded(Outcome.OK, 200, turn, (duration + 300) * 1_000, null);
        ended.setTtftNanos(ttft);
        ended.setTtfatNanos(ttft);
        ended.setTpotNanos(tpot);
        ended.setArrivals(count);
        ended.setInputTokens(input);
        ended.setOutputTokens(count);
        ended.setCostPico(cost);
        event(end, partition, turn, account, RequestEventKind.ATTEMPT_ENDED, event -> event.setAttemptEnded(ended));
        requestEnded(
                end, partition, turn, account, Outcome.OK, count, cost, turn.at() - turn.intended() + ttft / 1_000);
        wake(turn.user(), end + 400_000 + random.nextInt(300_000));
    }

    private void refused(Turn turn, String account, int partition, Outcome refusal) {
        long end = turn.at() + 2_000 + random.nextInt(2_000);
        boolean quota = refusal == Outcome.QUOTA;
        Long asked = quota ? null : 1_000_000_000L;
        truth(
                turn,
                quota ? 403 : 429,
                quota ? "quota" : refusal == Outcome.CONCURRENCY ? "concurrency" : "rate_tokens");
        AttemptEnded ended = attemptEnded(refusal, quota ? 403 : 429, turn, (end - turn.at()) * 1_000, asked);
        event(end, partition, turn, account, RequestEventKind.ATTEMPT_ENDED, event -> event.setAttemptEnded(ended));
        DecisionKind kind = quota
                ? DecisionKind.PARK_KEY
                : turn.attempt() == 0
                        ? DecisionKind.OBEY_RETRY_AFTER
                        : turn.attempt() == 1 ? DecisionKind.FALL_BACK : DecisionKind.SHED;
        String model = kind == DecisionKind.FALL_BACK ? "sim-small" : null;
        Decision decision = new Decision(kind, "429 on " + turn.model(), asked, asked, model, null, null);
        event(end, partition, turn, account, RequestEventKind.DECISION, event -> event.setDecision(decision));
        if (kind == DecisionKind.OBEY_RETRY_AFTER || kind == DecisionKind.FALL_BACK) {
            long wait = kind == DecisionKind.FALL_BACK ? 3_000 : SECOND + random.nextInt(60_000);
            turns.add(new Turn(
                    end + wait,
                    turn.user(),
                    turn.index(),
                    turn.attempt() + 1,
                    turn.intended(),
                    model == null ? turn.model() : model,
                    turn.waited() + wait));
        } else {
            requestEnded(end, partition, turn, account, quota ? Outcome.QUOTA : Outcome.SHED, 0, 0, null);
            if (!quota) {
                wake(turn.user(), end + SECOND);
            }
        }
    }

    private void requestEnded(
            long at,
            int partition,
            Turn turn,
            String account,
            Outcome outcome,
            int output,
            long cost,
            Long ttftMicros) {
        RequestEnded ended = new RequestEnded(
                outcome,
                turn.attempt() + 1,
                paths(turn, outcome),
                turn.intended(),
                150_000L,
                turn.waited() * 1_000,
                ttftMicros == null ? null : ttftMicros * 1_000,
                (at - turn.intended()) * 1_000,
                (long) output,
                cost,
                0L,
                outcome == Outcome.OK);
        event(at, partition, turn, account, RequestEventKind.ENDED, event -> event.setEnded(ended));
    }

    private static List<DecisionKind> paths(Turn turn, Outcome outcome) {
        List<DecisionKind> paths = new ArrayList<>();
        if (turn.attempt() > 0) {
            paths.add(DecisionKind.OBEY_RETRY_AFTER);
        }
        if (turn.attempt() > 1) {
            paths.add(DecisionKind.FALL_BACK);
        }
        if (outcome == Outcome.SHED) {
            paths.add(DecisionKind.SHED);
        }
        return paths;
    }

    private AttemptEnded attemptEnded(Outcome outcome, int status, Turn turn, long durationNanos, Long retryAfter) {
        return AttemptEnded.newBuilder()
                .setOutcome(outcome)
                .setStatus(status)
                .setRetryAfterNanos(retryAfter)
                .setLimitHeaders(new HashMap<>(Map.of("x-ratelimit-remaining-requests", "3")))
                .setHeadroomPpm(new HashMap<>(Map.of("requests", 1_000_000L / (1 + open.size()))))
                .setIntendedStartMicros(turn.intended())
                .setStartMicros(turn.at())
                .setDurationNanos(durationNanos)
                .setArrivals(0)
                .setInputTokens(0)
                .setCachedInputTokens(0)
                .setOutputTokens(0)
                .setReasoningTokens(0)
                .setUsageReported(outcome == Outcome.OK)
                .setCostPico(0)
                .build();
    }

    private void chunks(Turn turn, String account, int partition, long[] gaps, long ttft) {
        long at = turn.at();
        int first = 0;
        List<Long> chunk = new ArrayList<>();
        for (int i = 0; i < gaps.length; i++) {
            at += gaps[i];
            chunk.add(gaps[i]);
            boolean cut = i + 1 == gaps.length || chunk.size() == 8 || (at + gaps[i + 1]) / SECOND != at / SECOND;
            if (cut) {
                chunk(turn, partition, at, first, List.copyOf(chunk), ttft);
                first = i + 1;
                chunk.clear();
            }
        }
    }

    private void chunk(Turn turn, int partition, long at, int first, List<Long> gaps, long ttft) {
        TokenChunk chunk = new TokenChunk(
                series(turn),
                turn.index(),
                turn.attempt(),
                first,
                gaps.get(0),
                (turn.at() - turn.intended()) * 1_000,
                first == 0 ? ttft : null,
                first == 0 ? ttft : null,
                gaps,
                List.of(new KindRun(ArrivalKind.CONTENT, gaps.size())),
                (int) gaps.stream().filter(gap -> gap == 0).count());
        pending.add(new Pending(
                at,
                partition,
                (time, place) -> tokens.add(new Placed<>(
                        place,
                        TokenEvent.newBuilder()
                                .setHeader(identity.header(sequencer.next(TOKENS, place), Vantage.GENERATOR, time))
                                .setKind(TokenEventKind.CHUNK)
                                .setChunk(chunk)
                                .build()))));
    }

    private void event(
            long at,
            int partition,
            Turn turn,
            String account,
            RequestEventKind kind,
            Consumer<RequestEvent.Builder> body) {
        pending.add(new Pending(at, partition, (time, place) -> {
            RequestEvent.Builder event = RequestEvent.newBuilder()
                    .setHeader(identity.header(sequencer.next(REQUESTS, place), Vantage.GENERATOR, time))
                    .setKind(kind)
                    .setAccountId(account)
                    .setRequestId(identity.requestId(turn.index()))
                    .setRequestIndex(turn.index())
                    .setAttempt(turn.attempt())
                    .setSeries(series(turn));
            body.accept(event);
            requests.add(new Placed<>(place, event.build()));
        }));
    }

    private static Series series(Turn turn) {
        return new Series("chat", "ramp", "openai", turn.model());
    }

    private void ticks(long boundary) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Tick tick = Tick.newBuilder().setLowWatermarkMicros(boundary).build();
            requests.add(new Placed<>(
                    partition,
                    RequestEvent.newBuilder()
                            .setHeader(
                                    identity.header(sequencer.next(REQUESTS, partition), Vantage.GENERATOR, boundary))
                            .setKind(RequestEventKind.TICK)
                            .setTick(tick)
                            .build()));
            tokens.add(new Placed<>(
                    partition,
                    TokenEvent.newBuilder()
                            .setHeader(identity.header(sequencer.next(TOKENS, partition), Vantage.GENERATOR, boundary))
                            .setKind(TokenEventKind.TICK)
                            .setTick(tick)
                            .build()));
        }
    }

    private void end(int partition, long at) {
        long before = sequencer.count(REQUESTS, partition);
        requests.add(new Placed<>(
                partition,
                RequestEvent.newBuilder()
                        .setHeader(identity.header(sequencer.next(REQUESTS, partition), Vantage.GENERATOR, at))
                        .setKind(RequestEventKind.RUN_END)
                        .setRunEnd(new RunEndMarker(before, false))
                        .build()));
        long chunksBefore = sequencer.count(TOKENS, partition);
        tokens.add(new Placed<>(
                partition,
                TokenEvent.newBuilder()
                        .setHeader(identity.header(sequencer.next(TOKENS, partition), Vantage.GENERATOR, at))
                        .setKind(TokenEventKind.RUN_END)
                        .setRunEnd(new RunEndMarker(chunksBefore, false))
                        .build()));
    }

    private void truth(Turn turn, int status, String decision) {
        long minute = 0;
        for (long second = turn.at() / SECOND - 59; second <= turn.at() / SECOND; second++) {
            minute += admittedTokens.getOrDefault(second, 0L);
        }
        truth.add(new TruthFacts.Line(
                turn.at() + 400,
                identity.requestId(turn.index()),
                turn.model(),
                status,
                decision,
                open.size(),
                minute));
    }
}
