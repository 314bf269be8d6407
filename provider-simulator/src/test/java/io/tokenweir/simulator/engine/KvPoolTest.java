package io.tokenweir.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.EngineDraft;
import io.tokenweir.simulator.config.PrefixCacheConfig;
import io.tokenweir.simulator.config.ScheduleConfig;

class KvPoolTest {
    private static final int BLOCK = 16;
    private final KvPool pool = new KvPool(1_000, new PrefixCacheConfig(BLOCK, 0));

    @Test
    void findsTheBeginningThatTwoPromptsShareInWholeBlocks() {
        compute(sequence(100, 1, 100));

        Sequence<String> second = sequence(100, 1, 70);
        pool.admit(second, false);

        assertThat(second.cachedTokens()).isEqualTo(64);
    }

    @Test
    void computesTheLastTokenOfAPromptThatIsWhollyCached() {
        compute(sequence(96, 1, 96));

        Sequence<String> again = sequence(96, 1, 96);
        pool.admit(again, false);

        assertThat(again.cachedTokens()).isEqualTo(80);
    }

    @Test
    void knowsNothingOfAPromptWhoseBeginningDiffers() {
        compute(sequence(100, 1, 100));

        Sequence<String> other = sequence(100, 2, 0);
        pool.admit(other, false);

        assertThat(other.cachedTokens()).isZero();
    }

    @Test
    void countsSmallHitsAsNoneWhereAMinimumIsSet() {
        KvPool strict = new KvPool(10_000, new PrefixCacheConfig(128, 1024));
        Sequence<String> first = new Sequence<>("", 2_000, 1, blocks(128, 2_000, 1, 2_000));
        strict.admit(first, false);
        first.prefilled = 2_000;
        strict.publish(first);
        strict.release(first);

        Sequence<String> small = new Sequence<>("", 2_000, 1, blocks(128, 2_000, 1, 1_000));
        Sequence<String> large = new Sequence<>("", 2_000, 1, blocks(128, 2_000, 1, 1_500));
        strict.admit(small, false);
        strict.admit(large, false);

        assertThat(small.cachedTokens()).isZero();
        assertThat(large.cachedTokens()).isEqualTo(1_408);
    }

    @Test
    void forgetsTheLeastRecentlyUsedPromptWhenRoomIsNeeded() {
        compute(sequence(480, 1, 480));
        compute(sequence(480, 2, 480));

        Sequence<String> third = sequence(400, 3, 400);
        assertThat(pool.admit(third, false)).isTrue();
        pool.release(third);

        Sequence<String> second = sequence(480, 2, 480);
        pool.admit(second, false);
        assertThat(second.cachedTokens()).as("the newer one").isEqualTo(464);
        pool.release(second);
        Sequence<String> first = sequence(480, 1, 480);
        pool.admit(first, false);
        assertThat(first.cachedTokens()).as("the older one").isLessThan(464);
    }

    @Test
    void holdsABlockThatRunningSequencesShareOnceAndGivesAllBackAtTheEnd() {
        Sequence<String> first = sequence(160, 1, 160);
        pool.admit(first, false);
        first.prefilled = 160;
        pool.publish(first);
        Sequence<String> second = sequence(160, 1, 160);
        pool.admit(second, false);

        assertThat(pool.usedTokens()).isEqualTo(161 + 16 + 1);
        pool.release(first);
        pool.release(second);
        assertThat(pool.usedTokens()).isZero();
    }

    @Test
    void neverHoldsMoreThanItHasWhateverComesAndGoes() {
        SplittableRandom random = new SplittableRandom(7);
        List<Sequence<String>> running = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Sequence<String> next = sequence(1 + random.nextInt(300), random.nextInt(3), random.nextInt(300));
            if (random.nextBoolean() && pool.admit(next, false)) {
                running.add(next);
            }
            if (!running.isEmpty()) {
                Sequence<String> some = running.get(random.nextInt(running.size()));
                some.prefilled = Math.min(some.promptTokens(), some.prefilled + random.nextInt(100));
                pool.publish(some);
                if (random.nextInt(3) == 0) {
                    pool.release(some);
                    running.remove(some);
                }
            }
            assertThat(pool.usedTokens()).isBetween(0L, 1_000L);
        }
        running.forEach(pool::release);
        assertThat(pool.usedTokens()).isZero();
    }

    @Test
    void aServerPrefillsOnlyWhatItsCacheDoesNotHave() {
        EngineConfig config = EngineDraft.batching(10, 0, 0, 0.1)
                .chunk(100_000)
                .memory(100_000)
                .with(new PrefixCacheConfig(BLOCK, 0))
                .build();
        Timeline tokens = new Timeline();
        Engine<String> engine = new BatchingEngine<>(config, new SplittableRandom(1));
        engine.submit(new Sequence<>("cold", 1_000, 1, blocks(BLOCK, 1_000, 1, 1_000)), 0);
        tokens.run(engine, 1_000);
        engine.submit(new Sequence<>("warm", 1_000, 1, blocks(BLOCK, 1_000, 1, 1_000)), 1_000_000_000L);
        tokens.run(engine, 2_000);

        assertThat(tokens.of("cold")).containsExactly(110.0);
        assertThat(tokens.of("warm")).containsExactly(1_010.8);
        assertThat(engine.stats(2_000_000_000L).cacheHitTokens()).isEqualTo(992);
        assertThat(engine.stats(2_000_000_000L).cacheQueriedTokens()).isEqualTo(2_000);
    }

    @Test
    void aScheduleWithAPriceForEachTokenPrefillsOnlyWhatIsNotCached() {
        EngineConfig config = EngineDraft.fixed(0, 10)
                .memory(100_000)
                .with(new ScheduleConfig(0, 0, 20, 0.5, 0, false, 0, 0, 0, 0))
                .with(new PrefixCacheConfig(BLOCK, 0))
                .build();
        Timeline tokens = new Timeline();
        Engine<String> engine = new FixedEngine<>(config, new SplittableRandom(1));
        engine.submit(new Sequence<>("cold", 100, 2, blocks(BLOCK, 100, 1, 100)), 0);
        engine.submit(new Sequence<>("warm", 100, 1, blocks(BLOCK, 100, 1, 100)), 0);
        tokens.run(engine, 1_000);

        assertThat(tokens.of("cold")).containsExactly(70.0, 80.0);
        assertThat(tokens.of("warm")).containsExactly(22.0);
    }

    private void compute(Sequence<String> sequence) {
        assertThat(pool.admit(sequence, false)).isTrue();
        sequence.prefilled = sequence.promptTokens();
        pool.publish(sequence);
        pool.release(sequence);
    }

    /** A prompt whose first {@code shared} tokens are those of every prompt of that kind. */
    private static Sequence<String> sequence(int prompt, int kind, int shared) {
        return new Sequence<>("", prompt, 1, blocks(BLOCK, prompt, kind, shared));
    }

    private static int unique;

    private static long[] blocks(int size, int prompt, int kind, int shared) {
        PromptBlocks blocks = new PromptBlocks(size);
        for (int i = 0; i < prompt; i++) {
            blocks.add(i < shared ? kind * 1_000_003 + i : --unique);
        }
        return blocks.hashes();
    }
}
