package io.tokenweir.load.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.RequestStarted;
import io.tokenweir.events.Vantage;
import io.tokenweir.protocol.provider.DeltaKind;
import io.tokenweir.serde.AvroWire;

class RequestEventEncoderTest {
    private static final String TOPIC = "weir.requests";
    private static final long SEQ = 77;
    private static final String[] TEXTS = {
        "", "a", "rate_limit_exceeded", "größer", "\u20ac 3", "\ud83d\ude00", "x".repeat(700)
    };

    private final AvroWire wire = AvroWire.of(Map.of("schema.registry.url", "mock://request-encoder"));
    private final RunIdentity run = new RunIdentity("run-é", 3, "gen-1", 1_700_000_000_123L);
    private final SeriesRef series = new SeriesRef("main", "räm", "openai", "big");
    private final Place place = Place.of("acc-ü", 3);
    private final BufferPool<RequestEventBuffer> pool = RequestEventBuffer.pool();
    private final RequestNames names = new RequestNames();
    private final RequestEventEncoder encoder = new RequestEventEncoder(
            new EventHead(run, wire.encode(TOPIC, plain(new Random(1), RequestEventKind.RUN_END, Map.of()))));

    @Property(tries = 200)
    void writesAStartAsTheGeneratedClassDoes(@ForAll Random random) {
        long seed = random.nextLong();
        RequestEvent plain = plain(new Random(seed), RequestEventKind.STARTED, labels(random));
        RequestStarted body = new RequestStarted(
                random.nextInt(9_999),
                random.nextLong() >>> 1,
                random.nextLong() >>> 1,
                random.nextInt(),
                random.nextInt(),
                random.longs(random.nextInt(20), -1, 1L << 32).boxed().toList());
        plain.setStarted(body);
        RequestEventBuffer flat = flat(plain)
                .started(
                        body.getVirtualUser(),
                        body.getIntendedStartMicros(),
                        body.getStartMicros(),
                        body.getPlannedInputTokens(),
                        body.getMaxTokens(),
                        body.getContentMarks());
        assertSame(flat, plain);
    }

    @Property(tries = 500)
    void writesTheEndOfAnAttemptAsTheGeneratedClassDoes(@ForAll Random random) {
        RequestEvent plain = plain(random, RequestEventKind.ATTEMPT_ENDED, labels(random));
        AttemptFields fields = fields(random);
        plain.setAttemptEnded(record(fields));
        assertSame(flat(plain).attemptEnded(fields), plain);
    }

    @Property(tries = 200)
    void writesADecisionAsTheGeneratedClassDoes(@ForAll Random random) {
        RequestEvent plain = plain(random, RequestEventKind.DECISION, labels(random));
        Decision decision = new Decision(
                any(random, DecisionKind.values()),
                TEXTS[random.nextInt(TEXTS.length)],
                number(random),
                number(random),
                text(random),
                text(random),
                text(random));
        plain.setDecision(decision);
        assertSame(flat(plain).decision(decision), plain);
    }

    @Property(tries = 200)
    void writesTheEndOfARequestAsTheGeneratedClassDoes(@ForAll Random random) {
        RequestEvent plain = plain(random, RequestEventKind.ENDED, labels(random));
        List<DecisionKind> paths = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            paths.add(any(random, DecisionKind.values()));
        }
        Long ttft = number(random);
        RequestEnded body = new RequestEnded(
                any(random, Outcome.values()),
                random.nextInt(9),
                paths,
                random.nextLong() >>> 1,
                random.nextLong(),
                random.nextLong() >>> 20,
                ttft,
                random.nextLong() >>> 20,
                random.nextLong() >>> 40,
                random.nextLong() >>> 3,
                random.nextLong() >>> 3,
                random.nextBoolean());
        plain.setEnded(body);
        RequestEventBuffer flat = flat(plain)
                .ended(
                        body.getOutcome(),
                        body.getAttempts(),
                        paths,
                        body.getIntendedStartMicros(),
                        body.getQueueWaitNanos(),
                        body.getRetryWaitNanos(),
                        ttft == null ? -1 : ttft,
                        body.getDurationNanos(),
                        body.getOutputTokens(),
                        body.getCostPico(),
                        body.getWastedCostPico(),
                        body.getSloMet());
        assertSame(flat, plain);
    }

    private void assertSame(RequestEventBuffer flat, RequestEvent plain) {
        assertThat(encoder.encode(flat, SEQ).toArray()).isEqualTo(wire.encode(TOPIC, plain));
        flat.recycle();
    }

    private RequestEvent plain(Random random, RequestEventKind kind, Map<String, String> labels) {
        return new RequestEvent(
                run.header(SEQ, Vantage.GENERATOR, random.nextLong() >>> 1),
                kind,
                place.accountId(),
                text(random),
                random.nextLong() >>> 1,
                random.nextInt(5),
                text(random),
                text(random),
                null,
                labels,
                series.series(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private RequestEventBuffer flat(RequestEvent like) {
        names.set(
                place,
                like.getRequestId(),
                like.getRequestIndex(),
                like.getTraceId() == null ? null : like.getTraceId().getBytes(StandardCharsets.UTF_8),
                like.getParentRequestId(),
                RequestEventBuffer.labels(like.getLabels()),
                series);
        return pool.take()
                .begin(place, run.segment(), like.getHeader().getEventTimeMicros(), like.getKind())
                .about(names, like.getAttempt());
    }

    private static AttemptFields fields(Random random) {
        AttemptFields f = new AttemptFields();
        f.outcome = any(random, Outcome.values());
        f.status = random.nextInt(600);
        f.errorType = text(random);
        f.errorCode = text(random);
        f.evidence = text(random);
        f.retryAfterNanos = orNegative(random);
        f.limitHeaders = labels(random);
        f.headroomPpm = random.nextBoolean() ? Map.of() : Map.of("requests", random.nextLong(1_000_001));
        f.serverRequestId = text(random);
        f.responseModel = text(random);
        f.finishReason = text(random);
        f.intendedStartMicros = random.nextLong();
        f.startMicros = random.nextLong() >>> 1;
        f.connectNanos = random.nextInt(1 << 30);
        f.headersNanos = orNegative(random);
        f.ttftNanos = orNegative(random);
        f.ttfatNanos = orNegative(random);
        f.lastArrivalNanos = orNegative(random);
        f.durationNanos = random.nextLong() >>> 2;
        f.tpotNanos = orNegative(random);
        f.arrivals = random.nextInt(1 << 20);
        f.arrivalsByKind = new long[DeltaKind.COUNT];
        for (int i = 0; i < DeltaKind.COUNT; i++) {
            f.arrivalsByKind[i] = random.nextInt(3);
        }
        f.inputTokens = random.nextInt(1 << 20);
        f.cachedInputTokens = random.nextInt(1 << 20);
        f.outputTokens = random.nextInt(1 << 20);
        f.reasoningTokens = random.nextInt(1 << 20);
        f.usageReported = random.nextBoolean();
        f.costPico = random.nextLong() >>> 3;
        f.windowValid = random.nextBoolean();
        f.pausedNanos = random.nextInt(1 << 30);
        f.dnsNanos = random.nextInt(1 << 30);
        f.tcpNanos = random.nextInt(1 << 30);
        f.proxyNanos = random.nextInt(1 << 30);
        f.tlsNanos = random.nextInt(1 << 30);
        f.httpVersion = text(random);
        f.degraded = random.nextBoolean();
        return f;
    }

    private static AttemptEnded record(AttemptFields f) {
        Map<String, Long> byKind = new LinkedHashMap<>();
        for (int i = 0; i < DeltaKind.COUNT; i++) {
            if (f.arrivalsByKind[i] > 0) {
                byKind.put(DeltaKind.of(i).name(), f.arrivalsByKind[i]);
            }
        }
        return new AttemptEnded(
                f.outcome,
                f.status,
                f.errorType,
                f.errorCode,
                f.evidence,
                orNull(f.retryAfterNanos),
                f.limitHeaders,
                f.serverRequestId,
                f.responseModel,
                f.finishReason,
                f.intendedStartMicros,
                f.startMicros,
                f.connectNanos,
                orNull(f.headersNanos),
                orNull(f.ttftNanos),
                orNull(f.ttfatNanos),
                orNull(f.lastArrivalNanos),
                f.durationNanos,
                orNull(f.tpotNanos),
                f.arrivals,
                byKind,
                f.inputTokens,
                f.cachedInputTokens,
                f.outputTokens,
                f.reasoningTokens,
                f.usageReported,
                f.costPico,
                f.windowValid,
                f.pausedNanos,
                f.dnsNanos,
                f.tcpNanos,
                f.proxyNanos,
                f.tlsNanos,
                0L,
                f.httpVersion,
                f.usageReported ? (Long) (f.outputTokens - f.arrivals) : null,
                f.headroomPpm,
                f.degraded);
    }

    private static Map<String, String> labels(Random random) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            labels.put("key" + i, TEXTS[random.nextInt(TEXTS.length)]);
        }
        return labels;
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static String text(Random random) {
        return random.nextBoolean() ? null : TEXTS[random.nextInt(TEXTS.length)];
    }

    private static Long number(Random random) {
        return random.nextBoolean() ? null : (Long) (random.nextLong() >>> 10);
    }

    private static long orNegative(Random random) {
        return random.nextInt(3) == 0 ? -1 : random.nextLong() >>> 10;
    }

    private static Long orNull(long value) {
        return value < 0 ? null : (Long) value;
    }
}
