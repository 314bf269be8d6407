package io.tokenweir.simulator.wall;

import static io.tokenweir.simulator.wall.Desk.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tokenweir.simulator.api.Vendor;

/**
 * Long random sequences, judged by what is written in headers alone: little models that know only the documented rules
 * say what must stand there and what the next decision must be.
 */
class HeaderSequenceTest {
    private static final int STEPS = 400;
    private static final Instant MONDAY = Instant.parse("2026-11-30T00:00:00Z");
    private static final double ROUNDING = 1e-3;

    /** A bucket as a plain number. */
    private static final class Level {
        private final double limit;
        private final double perSecond;
        private double level;
        private long at;

        Level(double limit, double seconds) {
            this.limit = limit;
            this.perSecond = limit / seconds;
            this.level = limit;
        }

        double at(long now) {
            level = Math.min(limit, level + (now - at) / 1e9 * perSecond);
            at = now;
            return level;
        }

        void take(double amount) {
            level -= amount;
        }

        boolean has(double amount) {
            return level >= amount - ROUNDING;
        }

        void tells(Map<String, String> headers, String remaining, String reset) {
            assertThat(Long.parseLong(headers.get(remaining)))
                    .isBetween((long) Math.floor(Math.max(0, level) - ROUNDING), (long)
                            Math.floor(Math.max(0, level) + ROUNDING));
            double full = (limit - level) / perSecond;
            assertThat(goSeconds(headers.get(reset))).isBetween(full - 0.001 - ROUNDING, full + ROUNDING);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void openAisHeadersFollowFromTheSequenceOfItsRequests(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Desk desk = Desk.profile("openai-tier-1");
        Level requests = new Level(500, 60);
        Level tokens = new Level(30_000, 60);
        long now = 0;
        int refused = 0;
        for (int i = 0; i < STEPS; i++) {
            now += random.nextLong(2 * SECOND);
            int prompt = 1 + random.nextInt(500);
            int output = 1 + random.nextInt(2_000);
            long cost = Math.max(prompt, output);
            boolean fits = requests.at(now) >= 1 & tokens.at(now) >= cost;

            Desk.Asked asked = desk.ask(now, "gpt-4o", prompt, output);

            assertThat(asked.verdict().admitted()).as("request %s", i).isEqualTo(fits);
            requests.take(Math.min(1, requests.level));
            tokens.take(fits ? cost : 0);
            requests.tells(asked.headers(), "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests");
            tokens.tells(asked.headers(), "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens");
            if (!fits) {
                refused++;
                now += Long.parseLong(asked.headers().get("retry-after-ms")) * 1_000_000;
                assertThat(desk.ask(now, "gpt-4o", prompt, output).verdict().admitted())
                        .as("who waited as told, alone")
                        .isTrue();
                requests.at(now);
                tokens.at(now);
                requests.take(1);
                tokens.take(cost);
            }
        }
        assertThat(refused).isBetween(STEPS / 50, STEPS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void anthropicsHeadersFollowFromWhatWasReadAndWritten(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Desk desk = Desk.profile("anthropic-tier-1").speaking(Vendor.ANTHROPIC);
        Level input = new Level(30_000, 60);
        Level output = new Level(8_000, 60);
        Level requests = new Level(50, 60);
        Deque<Runnable> open = new ArrayDeque<>();
        long now = 0;
        int refused = 0;
        for (int i = 0; i < STEPS; i++) {
            now += random.nextLong(2 * SECOND);
            long at = now;
            while (open.size() > 2) {
                output.at(at);
                open.poll().run();
            }
            int prompt = 1 + random.nextInt(2_000);
            int written = 1 + random.nextInt(1_200);
            boolean fits = requests.at(at) >= 1 & input.at(at) >= prompt & output.at(at) >= 1;

            Desk.Asked asked = desk.ask(at, "claude-sonnet-4-5", prompt, written);

            assertThat(asked.verdict().admitted()).as("request %s", i).isEqualTo(fits);
            Map<String, String> headers = asked.headers();
            if (fits) {
                requests.take(1);
                input.take(prompt);
                long later = at;
                open.add(() -> {
                    asked.answered(Math.max(later, latest(output)));
                    output.take(written);
                });
            } else {
                refused++;
                assertThat(Long.parseLong(headers.get("retry-after"))).isPositive();
            }
            tells(headers, "input-tokens", input, at);
            tells(headers, "output-tokens", output, at);
        }
        assertThat(refused).isBetween(STEPS / 50, STEPS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void azuresHeadersFollowFromTheMinuteOnTheClock(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Desk desk = Desk.profile("azure-openai").speaking(Vendor.AZURE);
        long now = 0;
        long minute = 0;
        long used = 0;
        int refused = 0;
        for (int i = 0; i < STEPS; i++) {
            now += random.nextLong(2 * SECOND);
            if (now / (60 * SECOND) > minute) {
                minute = now / (60 * SECOND);
                used = 0;
            }
            int prompt = 1 + random.nextInt(2_000);
            int output = 1 + random.nextInt(4_000);
            boolean fits = used + prompt + output <= 120_000;

            Desk.Asked asked = desk.ask(now, "gpt-4o", prompt, output);

            assertThat(asked.verdict().admitted()).as("request %s", i).isEqualTo(fits);
            used += fits ? prompt + output : 0;
            refused += fits ? 0 : 1;
            long left = (60 * SECOND - now % (60 * SECOND) + SECOND - 1) / SECOND;
            assertThat(asked.headers())
                    .containsEntry("x-ratelimit-remaining-tokens", Long.toString(120_000 - used))
                    .containsEntry("x-ratelimit-reset-tokens", Long.toString(left));
            if (!fits) {
                assertThat(asked.headers()).containsEntry("retry-after", Long.toString(left));
            }
        }
        assertThat(refused).isBetween(STEPS / 50, STEPS);
    }

    private static long latest(Level level) {
        return level.at;
    }

    private static void tells(Map<String, String> headers, String axis, Level level, long now) {
        long told = Long.parseLong(headers.get("anthropic-ratelimit-" + axis + "-remaining"));
        assertThat(told).isEqualTo(Math.round(Math.floor(Math.max(0, level.level) + ROUNDING) / 1000) * 1000);
        Instant full = Instant.parse(headers.get("anthropic-ratelimit-" + axis + "-reset"));
        double seconds = Duration.between(MONDAY.plusNanos(now), full).toNanos() / 1e9;
        double exactly = (level.limit - level.level) / level.perSecond;
        assertThat(seconds).isBetween(exactly - ROUNDING, exactly + 1 + ROUNDING);
    }

    /** A Go duration of minutes, seconds and milliseconds. */
    private static double goSeconds(String text) {
        return text.endsWith("ms")
                ? Integer.parseInt(text.replace("ms", "")) / 1e3
                : Duration.parse("PT" + text.toUpperCase(Locale.ROOT)).toNanos() / 1e9;
    }
}
