package io.tokenweir.protocol.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The decoders against a plain reading of the same bytes: random streams, whole, broken off and damaged. */
class StreamDifferentialTest {
    private static final int STREAMS = 1_000;
    private static final int STREAMS_SPLIT_EVERYWHERE = 6;
    /** Change it to look elsewhere; a failure names the stream's own seed. */
    private static final long SEED = 20261122;

    @ParameterizedTest
    @EnumSource(Api.class)
    void readsWhatAPlainParserReads(Api api) {
        for (long seed = SEED; seed < SEED + STREAMS; seed++) {
            byte[] stream = new RandomStream(api, seed).next();
            Decoded expected = comparable(PlainReading.of(api, stream));
            assertThat(comparable(Decoded.random(api, stream, new Random(seed))))
                    .as("stream %d of %s: %s", seed, api, new String(stream, StandardCharsets.UTF_8))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void readsTheSameWhereverTheBytesAreSplit(Api api) {
        for (long seed = SEED; seed < SEED + STREAMS_SPLIT_EVERYWHERE; seed++) {
            byte[] stream = new RandomStream(api, seed).next();
            Decoded whole = Decoded.split(api, stream, stream.length);
            for (int at = 0; at < stream.length; at++) {
                assertThat(Decoded.split(api, stream, at))
                        .as("stream %d of %s, split at %d", seed, api, at)
                        .isEqualTo(whole);
            }
        }
    }

    /** Of a stream that is malformed only that it is, and what came before: the rest is never used. */
    private static Decoded comparable(Decoded answer) {
        return answer.malformed() == null
                ? answer
                : new Decoded(answer.arrivals(), false, null, null, null, null, null, "malformed");
    }
}
