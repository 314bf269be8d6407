package io.tokenweir.load.react;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import io.tokenweir.common.price.PriceBook;
import io.tokenweir.common.scenario.BudgetSpec;
import io.tokenweir.load.react.RunBudget.Reservation;

class RunBudgetTest {
    private static final PriceBook PRICES =
            new PriceBook("v", "USD", Map.of("m", new PriceBook.UnitPrice(1_000_000, 1_000_000, 2_000_000)));
    private static final long MOST_COST = 3_000_000_000L;

    /** What attempts came to, in whatever order they began and ended; {@code overrun}: server's count above the client's. */
    private record Spent(long requests, long tokens, long costPico) {
        static Spent by(RunBudget budget, int open, int overrun, long seed) {
            record Attempt(Reservation reservation, long mostIn, long mostOut) {}
            SplittableRandom random = new SplittableRandom(seed);
            List<Attempt> inFlight = new ArrayList<>();
            long requests = 0;
            long tokens = 0;
            long cost = 0;
            boolean going = true;
            while (going || !inFlight.isEmpty()) {
                if (going && inFlight.size() < open && random.nextBoolean()) {
                    long in = random.nextInt(1, 60);
                    long out = random.nextInt(1, 60);
                    Reservation reservation = budget.reserve("m", in, out);
                    going = reservation != null;
                    if (going) {
                        requests++;
                        inFlight.add(new Attempt(reservation, in, out));
                    }
                } else if (!inFlight.isEmpty()) {
                    Attempt ended = inFlight.remove(random.nextInt(inFlight.size()));
                    long in = ended.mostIn() + overrun;
                    long out = random.nextLong(ended.mostOut() + 1);
                    long price = PRICES.costPico("m", in, 0, out);
                    tokens += in + out;
                    cost += price;
                    budget.settle(ended.reservation(), in + out, price);
                }
            }
            return new Spent(requests, tokens, cost);
        }
    }

    @Example
    void takesMoreMoneyThanAPicoUnitsLongHoldsForAsMuchAsItHolds() {
        RunBudget budget = new RunBudget(new BudgetSpec(null, null, new BigDecimal("1e12")), PRICES);
        assertThat(budget.reserve("m", 1_000_000, 1_000_000)).isNotNull();
        assertThat(budget.exhausted()).isNull();
    }

    @Property(tries = 300)
    void neverPassesItsTokensHoweverManyAreInFlight(
            @ForAll @LongRange(min = 100, max = 5_000) long most,
            @ForAll @IntRange(min = 1, max = 40) int open,
            @ForAll long seed) {
        RunBudget budget = new RunBudget(new BudgetSpec(null, most, null), PRICES);
        assertThat(Spent.by(budget, open, 0, seed).tokens()).isLessThanOrEqualTo(most);
        assertThat(budget.exhausted()).contains(most + " tokens");
    }

    @Property(tries = 300)
    void neverPassesItsMoneyHoweverManyAreInFlight(@ForAll @IntRange(min = 1, max = 40) int open, @ForAll long seed) {
        RunBudget budget = new RunBudget(new BudgetSpec(null, null, BigDecimal.valueOf(MOST_COST, 12)), PRICES);
        assertThat(Spent.by(budget, open, 0, seed).costPico()).isLessThanOrEqualTo(MOST_COST);
        assertThat(budget.exhausted()).contains("0.003 USD");
    }

    @Property(tries = 100)
    void sendsExactlyItsRequests(
            @ForAll @LongRange(min = 1, max = 200) long most,
            @ForAll @IntRange(min = 1, max = 40) int open,
            @ForAll long seed) {
        RunBudget budget = new RunBudget(new BudgetSpec(most, null, null), PRICES);
        assertThat(Spent.by(budget, open, 0, seed).requests()).isEqualTo(most);
    }

    @Property(tries = 300)
    void passesItsTokensAtMostByWhatWasOpenWhenAServerFirstCountedMore(
            @ForAll @IntRange(min = 1, max = 40) int open,
            @ForAll @IntRange(min = 1, max = 50) int overrun,
            @ForAll long seed) {
        RunBudget budget = new RunBudget(new BudgetSpec(null, 4_000L, null), PRICES);
        assertThat(Spent.by(budget, open, overrun, seed).tokens()).isLessThanOrEqualTo(4_000L + (long) open * overrun);
    }
}
