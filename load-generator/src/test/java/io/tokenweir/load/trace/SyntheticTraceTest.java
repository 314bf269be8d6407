package io.tokenweir.load.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticTraceTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final int REQUESTS = 20_000;

    @ParameterizedTest
    @EnumSource
    void keepsThePublishedMedianOfTheInputLengths(SyntheticTrace kind) throws IOException {
        List<Integer> lengths = rows(kind, 1).stream()
                .map(row -> Integer.parseInt(row.split(",")[1]))
                .sorted()
                .toList();

        double published = kind.inputQuantiles()[3];
        assertThat((double) lengths.get(REQUESTS / 2)).isCloseTo(published, within(published * 0.05));
    }

    @ParameterizedTest
    @EnumSource
    void keepsThePublishedRate(SyntheticTrace kind) throws IOException {
        List<String> rows = rows(kind, 2);

        double seconds = (nanos(rows.get(REQUESTS - 1)) - nanos(rows.get(0))) / 1e9;
        assertThat(REQUESTS / seconds).isCloseTo(kind.requestsPerSecond(), within(kind.requestsPerSecond() * 0.1));
    }

    @Test
    void isBurstyForCodeAndPoissonForConversation() throws IOException {
        assertThat(gapVariation(rows(SyntheticTrace.CODE, 3))).isGreaterThan(1.8);
        assertThat(gapVariation(rows(SyntheticTrace.CONVERSATION, 3))).isCloseTo(1.0, within(0.05));
    }

    @Test
    void makesTheSameTraceFromTheSameSeed() throws IOException {
        assertThat(rows(SyntheticTrace.CODE, 7)).isEqualTo(rows(SyntheticTrace.CODE, 7));
    }

    private static List<String> rows(SyntheticTrace kind, long seed) throws IOException {
        StringBuilder out = new StringBuilder();
        kind.write(out, REQUESTS, START, new SplittableRandom(seed));
        return out.toString().lines().skip(1).toList();
    }

    private static long nanos(String row) {
        LocalDateTime at =
                LocalDateTime.parse(row.split(",")[0], DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSS"));
        return at.toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L + at.getNano();
    }

    private static double gapVariation(List<String> rows) {
        double[] gaps = new double[rows.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = nanos(rows.get(i + 1)) - nanos(rows.get(i));
        }
        double mean = java.util.Arrays.stream(gaps).average().orElseThrow();
        double variance = java.util.Arrays.stream(gaps)
                .map(g -> (g - mean) * (g - mean))
                .average()
                .orElseThrow();
        return Math.sqrt(variance) / mean;
    }
}
