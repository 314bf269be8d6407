package io.tokenweir.streams;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.Vantage;

/**
 * Accounts in stage 1: what each had in the windows that close, and in the run.
 *
 * <p>Only terminal events count, so tokens cost nothing here. A window's spread over keys is no sum of that of its seconds,
 * therefore the seconds are kept, as pages, until their minute is over; then they are added to what the run had before, which
 * lies in shards so that a minute's changes are written in pieces. Memory: one entry for each account of the run, and one for
 * each account and second of the last minute in which it had something end.
 *
 * <p>Pure but for its state; the task of the input partition owns it.
 */
final class KeyPages {
    private static final int SHARDS = 64;
    private static final int RUN = 0;
    private static final int SHORT_SECONDS = 10;
    private static final int LONG_SECONDS = 60;

    private final StateMap<PageId, KeyPage> pages;
    private final PartialWriter writer;

    KeyPages(StateMap<PageId, KeyPage> pages, PartialWriter writer) {
        this.pages = pages;
        this.writer = writer;
    }

    void add(RunRef run, RequestEvent event, long startMicros, long closedMicros) {
        boolean terminal = event.getAttemptEnded() != null || event.getEnded() != null;
        if (!terminal || event.getAccountId() == null) {
            return;
        }
        String account = event.getAccountId();
        Vantage vantage = event.getHeader().getVantage();
        PageId id = startMicros < minuteOf(closedMicros)
                ? shard(run, vantage, account)
                : new PageId(run, 1, startMicros, vantage);
        KeyTally tally = pages.alter(id, i -> new KeyPage()).of(account);
        if (event.getAttemptEnded() != null) {
            tally.add(event.getAttemptEnded());
        } else {
            tally.add(event.getEnded());
        }
    }

    /** Seconds up to {@code closedMicros} have closed, those up to {@code beforeMicros} had before. */
    void close(RunRef run, long beforeMicros, long closedMicros) {
        long second = closedMicros - WindowId.SECOND_MICROS;
        tell(run, 1, WindowId.startOf(second, 1), closedMicros);
        for (int seconds : new int[] {SHORT_SECONDS, LONG_SECONDS}) {
            long until = WindowId.startOf(closedMicros, seconds);
            if (beforeMicros == Long.MIN_VALUE || until > WindowId.startOf(beforeMicros, seconds)) {
                long from = beforeMicros == Long.MIN_VALUE ? Long.MIN_VALUE : WindowId.startOf(beforeMicros, seconds);
                tell(run, seconds, from, until);
            }
        }
        fold(run, minuteOf(closedMicros));
    }

    /** The run has ended: tells of the windows that its end cut, and of the whole run. */
    void end(RunRef run, long closedMicros) {
        for (int seconds : new int[] {SHORT_SECONDS, LONG_SECONDS}) {
            long from = closedMicros == Long.MIN_VALUE ? Long.MIN_VALUE : WindowId.startOf(closedMicros, seconds);
            tell(run, seconds, from, Long.MAX_VALUE);
        }
        total(run);
    }

    /** The whole run up to now. */
    void total(RunRef run) {
        Map<Vantage, KeyPage> byVantage = new TreeMap<>();
        for (Map.Entry<PageId, KeyPage> page : pages.between(PageId.lowest(run), PageId.lowest(run.next()))) {
            byVantage
                    .computeIfAbsent(page.getKey().vantage(), v -> new KeyPage())
                    .merge(page.getValue());
        }
        byVantage.forEach((vantage, page) -> writer.keys(run, vantage, RUN, 0, KeySpreads.of(page)));
    }

    void forget(RunRef run) {
        pages.between(PageId.lowest(run), PageId.lowest(run.next())).forEach(page -> pages.remove(page.getKey()));
    }

    /** Windows of one size whose seconds start from {@code from} (included) to {@code to} (excluded). */
    private void tell(RunRef run, int seconds, long from, long to) {
        TreeMap<Long, Map<Vantage, KeyPage>> windows = new TreeMap<>();
        for (Map.Entry<PageId, KeyPage> page : seconds(run, from, to)) {
            windows.computeIfAbsent(WindowId.startOf(page.getKey().startMicros(), seconds), s -> new TreeMap<>())
                    .computeIfAbsent(page.getKey().vantage(), v -> new KeyPage())
                    .merge(page.getValue());
        }
        windows.forEach((start, byVantage) ->
                byVantage.forEach((vantage, page) -> writer.keys(run, vantage, seconds, start, KeySpreads.of(page))));
    }

    /** Adds the seconds before {@code minuteMicros} to what the run had before. */
    private void fold(RunRef run, long minuteMicros) {
        for (Map.Entry<PageId, KeyPage> page : seconds(run, Long.MIN_VALUE, minuteMicros)) {
            page.getValue()
                    .byAccount
                    .forEach((account, tally) -> pages.alter(
                                    shard(run, page.getKey().vantage(), account), id -> new KeyPage())
                            .of(account)
                            .merge(tally));
            pages.remove(page.getKey());
        }
    }

    private List<Map.Entry<PageId, KeyPage>> seconds(RunRef run, long from, long to) {
        return pages.between(PageId.second(run, from), PageId.second(run, to));
    }

    private static PageId shard(RunRef run, Vantage vantage, String account) {
        return new PageId(run, RUN, Math.floorMod(account.hashCode(), SHARDS), vantage);
    }

    private static long minuteOf(long micros) {
        return micros == Long.MIN_VALUE ? Long.MIN_VALUE : WindowId.startOf(micros, LONG_SECONDS);
    }
}
