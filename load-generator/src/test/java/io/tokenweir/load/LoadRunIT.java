package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.RequestStarted;
import io.tokenweir.events.Tick;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEventKind;

class LoadRunIT {
    private static final String STEADY = "scenarios:\n  main:\n    executor: constant-arrival-rate\n    rate: 40\n"
            + "    duration: 2200ms\n    maxVUs: 20\n    maxTokens: 40\n";

    private final CollectedEvents events = new CollectedEvents();

    @Test
    void numbersEveryRecordWithoutHolesAndClosesSecondsTruly() throws Exception {
        try (ScriptedServer server = new ScriptedServer((n, head, body, out, socket) -> {
            String answer = ScriptedServer.stream(40);
            ScriptedServer.write(out, answer.substring(0, 900));
            Thread.sleep(30);
            ScriptedServer.write(out, answer.substring(900));
        })) {
            LoadResult result = Runs.run(Runs.plan(STEADY, server.url(), 20, events.output()));
            assertThat(result.counters().offered()).isEqualTo(88);
            assertThat(result.counters().arrivals()).isEqualTo(88 * 40);
        }
        checkTopic(events.all("t.weir.requests"), true);
        checkTopic(events.all("t.weir.tokens"), false);
        assertThat(events.ended()).hasSize(88).allMatch(ended -> ended.getOutcome() == Outcome.OK);
        assertThat(events.tokens()
                        .filter(event -> event.getKind() == TokenEventKind.CHUNK)
                        .mapToLong(event -> event.getChunk().getGapsMicros().size())
                        .sum())
                .isEqualTo(88 * 40);
        assertThat(events.ledger().snapshot(0).stream()
                        .mapToLong(row -> row.getOutputTokens())
                        .sum())
                .isEqualTo(88 * 40);
    }

    private void checkTopic(List<OutboundEvent> records, boolean requests) {
        Map<Integer, Long> next = new HashMap<>();
        Map<Integer, Long> watermark = new HashMap<>();
        Map<Integer, Boolean> over = new HashMap<>();
        for (OutboundEvent record : records) {
            EventHeader header = requests
                    ? events.request(record).getHeader()
                    : events.token(record).getHeader();
            Tick tick = requests
                    ? events.request(record).getTick()
                    : events.token(record).getTick();
            boolean end = requests
                    ? events.request(record).getKind() == RequestEventKind.RUN_END
                    : events.token(record).getKind() == TokenEventKind.RUN_END;
            int partition = record.partition();
            assertThat(header.getSeq()).isEqualTo(next.getOrDefault(partition, 0L));
            next.put(partition, header.getSeq() + 1);
            assertThat(over).doesNotContainKey(partition);
            assertThat(header.getEventTimeMicros()).isGreaterThanOrEqualTo(watermark.getOrDefault(partition, 0L));
            if (tick != null) {
                watermark.put(partition, tick.getLowWatermarkMicros());
                assertThat(tick.getLowWatermarkMicros() % 1_000_000).isZero();
            }
            if (end) {
                over.put(partition, true);
            }
        }
        assertThat(over).hasSize(CollectedEvents.PARTITIONS);
    }

    @Test
    void keepsEveryChunkWithinOneSecondAndItsSumsExact() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                (n, head, body, out, socket) -> ScriptedServer.write(out, ScriptedServer.stream(70)))) {
            Runs.run(Runs.plan(STEADY, server.url(), 20, events.output()));
        }
        Map<Long, Long> offsets = new HashMap<>();
        events.tokens().filter(event -> event.getChunk() != null).forEach(event -> {
            TokenChunk chunk = event.getChunk();
            assertThat(chunk.getGapsMicros()).hasSizeBetween(1, 32);
            assertThat(chunk.getKinds().stream().mapToInt(run -> run.getCount()).sum())
                    .isEqualTo(chunk.getGapsMicros().size());
            long before = offsets.getOrDefault(chunk.getRequestIndex(), 0L);
            assertThat(before + chunk.getGapsMicros().get(0)).isEqualTo(chunk.getSinceStartMicros());
            offsets.put(
                    chunk.getRequestIndex(),
                    before
                            + chunk.getGapsMicros().stream()
                                    .mapToLong(Long::longValue)
                                    .sum());
        });
        assertThat(offsets).hasSize(88);
        assertThat(events.attempts()).allSatisfy(attempt -> {
            assertThat(attempt.getArrivals()).isEqualTo(70);
            assertThat(attempt.getTtftNanos()).isPositive();
            assertThat(attempt.getUsageReported()).isTrue();
        });
    }

    @Test
    void startsWhatIsScheduledNearItsTime() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                (n, head, body, out, socket) -> ScriptedServer.write(out, ScriptedServer.stream(2)))) {
            Runs.run(Runs.plan(STEADY, server.url(), 20, events.output()));
        }
        List<RequestStarted> started = events.requests()
                .filter(event -> event.getStarted() != null)
                .map(event -> event.getStarted())
                .toList();
        long first = started.stream()
                .mapToLong(RequestStarted::getIntendedStartMicros)
                .min()
                .orElseThrow();
        assertThat(started.stream()
                        .map(s -> s.getIntendedStartMicros() - first)
                        .sorted()
                        .toList()
                        .get(40))
                .isEqualTo(1_000_000L);
        assertThat(started).allMatch(s -> s.getStartMicros() >= s.getIntendedStartMicros());
    }

    @Test
    void countsArrivalsThatFindNoFreeUser() throws Exception {
        String yaml = STEADY.replace("maxVUs: 20", "maxVUs: 2");
        try (ScriptedServer server = new ScriptedServer((n, head, body, out, socket) -> {
            Thread.sleep(300);
            ScriptedServer.write(out, ScriptedServer.stream(2));
        })) {
            LoadResult result = Runs.run(Runs.plan(yaml, server.url(), 2, events.output()));
            assertThat(result.counters().dropped()).isPositive();
            assertThat(events.ended().stream().filter(e -> e.getOutcome() == Outcome.DROPPED))
                    .hasSize((int) result.counters().dropped());
        }
    }

    @Test
    void endsInOrderWhenItIsStopped() throws Exception {
        String yaml = "scenarios:\n  main: {executor: constant-vus, vus: 4, duration: 60s, maxTokens: 8}\n";
        try (ScriptedServer server = new ScriptedServer((n, head, body, out, socket) -> {
            Thread.sleep(20);
            ScriptedServer.write(out, ScriptedServer.stream(8));
        })) {
            RunningLoad run = LoadRun.start(Runs.plan(yaml, server.url(), 4, events.output()));
            org.awaitility.Awaitility.await().until(() -> run.counters().ended() > 10);
            run.stop("interrupted");
            LoadResult result = run.done().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(result.cutShort()).isTrue();
        }
        assertThat(events.requests().filter(event -> event.getRunEnd() != null))
                .hasSize(CollectedEvents.PARTITIONS)
                .allMatch(event -> event.getRunEnd().getCutShort());
        checkTopic(events.all("t.weir.requests"), true);
    }

    @Test
    void stopsHardAtItsBudget() throws Exception {
        String yaml = "budget: {requests: 5}\nscenarios:\n"
                + "  main: {executor: constant-vus, vus: 3, duration: 30s, maxTokens: 8}\n";
        try (ScriptedServer server = new ScriptedServer(
                (n, head, body, out, socket) -> ScriptedServer.write(out, ScriptedServer.stream(8)))) {
            LoadResult result = Runs.run(Runs.plan(yaml, server.url(), 3, events.output()));
            assertThat(server.requests()).isEqualTo(5);
            assertThat(result.stopReason()).contains("budget of 5 requests");
        }
    }
}
