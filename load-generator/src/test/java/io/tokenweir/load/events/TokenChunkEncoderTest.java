package io.tokenweir.load.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.events.ArrivalKind;
import io.tokenweir.events.KindRun;
import io.tokenweir.events.RunEndMarker;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.events.Vantage;
import io.tokenweir.protocol.provider.DeltaKind;
import io.tokenweir.serde.AvroWire;

class TokenChunkEncoderTest {
    private static final String TOPIC = "weir.tokens";

    private final AvroWire wire = AvroWire.of(Map.of("schema.registry.url", "mock://chunk-encoder"));
    private final RunIdentity run = new RunIdentity("run-é", 3, "gen-1", 1_700_000_000_123L);
    private final TokenChunkEncoder encoder = new TokenChunkEncoder(new EventHead(
            run,
            wire.encode(
                    TOPIC,
                    new TokenEvent(
                            run.header(0, Vantage.GENERATOR, 0),
                            TokenEventKind.RUN_END,
                            null,
                            null,
                            new RunEndMarker(0L, false)))));

    @Property(tries = 500)
    void writesTheBytesThatTheGeneratedClassWrites(@ForAll Random random) {
        SeriesRef series = new SeriesRef("main", "räm", "openai", "big");
        TokenChunkBuffer chunk = TokenChunkBuffer.pool()
                .take()
                .begin(
                        Place.of("a", 3),
                        3,
                        series,
                        random.nextLong() >>> 1,
                        random.nextInt(5),
                        random.nextInt(999),
                        random.nextLong() >>> 20);
        int count = 1 + random.nextInt(TokenChunkBuffer.CAPACITY);
        List<Long> gaps = new ArrayList<>();
        List<KindRun> kinds = new ArrayList<>();
        long since = random.nextInt(1_000_000);
        int shared = 0;
        for (int i = 0; i < count; i++) {
            long gap = random.nextInt(1 << random.nextInt(1, 31));
            DeltaKind kind = DeltaKind.of(random.nextInt(DeltaKind.COUNT));
            boolean sharedRead = random.nextBoolean();
            chunk.add(i, since + i, gap, kind, sharedRead);
            shared += sharedRead ? 1 : 0;
            gaps.add(gap);
            KindRun last = kinds.isEmpty() ? null : kinds.get(kinds.size() - 1);
            if (last != null && last.getKind().name().equals(kind.name())) {
                last.setCount(last.getCount() + 1);
            } else {
                kinds.add(new KindRun(ArrivalKind.valueOf(kind.name()), 1));
            }
        }
        Long ttft = random.nextBoolean() ? (Long) (random.nextLong() >>> 10) : null;
        if (ttft != null) {
            chunk.firstToken(ttft);
            chunk.firstAnswerToken(ttft + 1);
        }
        TokenEvent plain = new TokenEvent(
                run.header(77, Vantage.GENERATOR, 123_456_789L),
                TokenEventKind.CHUNK,
                new TokenChunk(
                        series.series(),
                        chunk.requestIndex,
                        chunk.attempt,
                        chunk.firstArrival,
                        since,
                        ttft == null ? 0 : chunk.startLagNanos,
                        ttft,
                        ttft == null ? null : (Long) (ttft + 1),
                        gaps,
                        kinds,
                        shared),
                null,
                null);
        assertThat(encoder.encode(chunk, 77, 123_456_789L).toArray()).isEqualTo(wire.encode(TOPIC, plain));
    }
}
