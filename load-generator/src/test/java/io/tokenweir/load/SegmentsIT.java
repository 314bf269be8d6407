package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.load.schedule.SegmentClock;

class SegmentsIT {
    private static final SegmentClock SECONDS =
            new SegmentClock(Duration.ofSeconds(1).toNanos());

    private static final String STEADY = "scenarios:\n  main:\n    executor: constant-arrival-rate\n    rate: 40\n"
            + "    duration: 3500ms\n    maxVUs: 40\n    maxTokens: 40\n";

    /** One run of {@link #STEADY}, which three tests look at. */
    private static final SegmentsIT STEADILY = new SegmentsIT();

    private static LoadResult lastOfSteady;

    private final CollectedEvents events = new CollectedEvents();
    private final List<SegmentResult> results = new ArrayList<>();

    @BeforeAll
    static void runSteadily() throws Exception {
        lastOfSteady = STEADILY.run(STEADY);
    }

    @Test
    void cutsARunIntoSegmentsThatAreEachWhole() {
        assertThat(STEADILY.results)
                .extracting(result -> result.run().segment())
                .containsExactly(0, 1, 2, 3);
        assertThat(STEADILY.results).extracting(SegmentResult::partial).containsExactly(false, false, false, true);
        assertThat(STEADILY.results)
                .extracting(result -> result.load().counters().offered())
                .containsExactly(40L, 40L, 40L, 20L);
        assertThat(STEADILY.results)
                .allSatisfy(result ->
                        assertThat(result.load().counters().inFlight()).isZero());
        assertThat(STEADILY.results)
                .extracting(result -> result.summary().requests().answered())
                .containsExactly(40L, 40L, 40L, 20L);
        assertThat(STEADILY.results)
                .extracting(result -> result.summary().span().seconds())
                .containsExactly(1.0, 1.0, 1.0, 0.5);
        assertThat(STEADILY.results.get(1).startMicros())
                .isEqualTo(STEADILY.results.get(0).endMicros());
        assertThat(lastOfSteady).isEqualTo(STEADILY.results.get(3).load());
    }

    @Test
    void givesAllRecordsOfARequestToTheSegmentOfItsIntendedStart() {
        Map<String, Set<Integer>> segments = new HashMap<>();
        Map<Long, Integer> byIndex = new HashMap<>();
        STEADILY.events.requests().filter(event -> event.getRequestId() != null).forEach(event -> {
            int segment = event.getHeader().getSegment();
            segments.computeIfAbsent(event.getRequestId(), id -> new HashSet<>())
                    .add(segment);
            byIndex.put(event.getRequestIndex(), segment);
            if (event.getKind() == RequestEventKind.STARTED) {
                long offset = event.getStarted().getIntendedStartMicros()
                        - STEADILY.results.get(0).startMicros();
                // the anchor of the wall clock rounds to a microsecond
                assertThat(segment).isBetween(SECONDS.at((offset - 1) * 1_000), SECONDS.at((offset + 1) * 1_000));
            }
        });
        assertThat(segments).hasSize(140).allSatisfy((id, of) -> assertThat(of).hasSize(1));
        STEADILY.events
                .tokens()
                .filter(event -> event.getChunk() != null)
                .forEach(event -> assertThat(event.getHeader().getSegment())
                        .isEqualTo(byIndex.get(event.getChunk().getRequestIndex())));
    }

    @Test
    void numbersEachSegmentByItselfAndEndsItWithItsCountOnEveryPartition() {
        Map<String, Long> next = new HashMap<>();
        Set<String> over = new HashSet<>();
        for (String topic : List.of("t.weir.requests", "t.weir.tokens")) {
            for (OutboundEvent record : STEADILY.events.all(topic)) {
                RequestEvent request = topic.endsWith("requests") ? STEADILY.events.request(record) : null;
                TokenEvent token = request == null ? STEADILY.events.token(record) : null;
                EventHeader header = request == null ? token.getHeader() : request.getHeader();
                RunEndMarker end = request == null ? token.getRunEnd() : request.getRunEnd();
                String place = topic + record.partition() + "/" + header.getSegment();
                assertThat(over).doesNotContain(place);
                assertThat(header.getSeq()).isEqualTo(next.getOrDefault(place, 0L));
                next.put(place, header.getSeq() + 1);
                if (end != null) {
                    assertThat(end.getRecords()).isEqualTo(header.getSeq());
                    assertThat(end.getCutShort()).isFalse();
                    over.add(place);
                }
            }
        }
        assertThat(over).hasSize(4 * 2 * CollectedEvents.PARTITIONS);
    }

    @Test
    void saysOfTheSegmentInWhichTheRunWasStoppedThatItIsPartial() throws Exception {
        try (ScriptedServer server = answering()) {
            RunningLoad load = LoadRun.start(plan(STEADY, server));
            load.stop("interrupted by the operator");
            load.done().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        assertThat(results).hasSize(1);
        assertThat(results.get(0).partial()).isTrue();
        assertThat(results.get(0).load().stopReason()).isEqualTo("interrupted by the operator");
        assertThat(events.requests()
                        .filter(event -> event.getRunEnd() != null)
                        .map(event -> event.getRunEnd().getCutShort()))
                .containsOnly(true);
    }

    private LoadResult run(String yaml) throws Exception {
        try (ScriptedServer server = answering()) {
            return Runs.run(plan(yaml, server));
        }
    }

    /** Streams of about 300 ms, so that some are open at every boundary. */
    private static ScriptedServer answering() throws Exception {
        return new ScriptedServer((n, head, body, out, socket) -> {
            String answer = ScriptedServer.stream(40);
            ScriptedServer.write(out, answer.substring(0, 900));
            Thread.sleep(300);
            ScriptedServer.write(out, answer.substring(900));
        });
    }

    private LoadPlan plan(String yaml, ScriptedServer server) {
        // the results' ledgers are forgotten once they are told
        return Runs.plan(yaml, server.url(), 40, events.output()).withSegments(new SegmentPlan(SECONDS, results::add));
    }
}
