package io.tokenweir.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.Vantage;

/**
 * Accounts in stage 1: what each had in the windows that close, and in the run.
 *
 * <p>Only terminal events count, so tokens cost nothing here. A window's spread over keys is no sum of that of its seconds,
 * therefore accounts are added up: a second that has closed is told of and added to its ten seconds, these to their minute, the
 * minute to the run. Memory: at most one entry for each account in each of these four, and in seconds that have begun but not
 * closed, however many events there are.
 *
 * <p>Pure but for its state; the task of the input partition owns it.
 */
final class KeyPages {
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
        KeySpan span = KeySpan.growing(startMicros, closedMicros);
        KeyTally tally = page(
                        run,
                        span,
                        startMicros,
                        span.pageOf(account),
                        event.getHeader().getVantage())
                .of(account);
        if (event.getAttemptEnded() != null) {
            tally.add(event.getAttemptEnded());
        } else {
            tally.add(event.getEnded());
        }
    }

    /** Seconds up to {@code closedMicros} have closed, those up to {@code beforeMicros} had before. */
    void close(RunRef run, long beforeMicros, long closedMicros) {
        for (KeySpan span : KeySpan.WINDOWS) {
            long until = span.startOf(closedMicros);
            tell(run, span, between(run, span, span.startOf(beforeMicros), until));
            fold(between(run, span, Long.MIN_VALUE, until), span.coarser());
        }
    }

    /** The run has ended: tells of the windows that its end cut, and of the whole run. What is late yet may still come. */
    void end(RunRef run, long closedMicros) {
        List<Map.Entry<PageId, KeyPage>> cut = new ArrayList<>();
        for (KeySpan span : KeySpan.WINDOWS) {
            cut.addAll(between(run, span, span.startOf(closedMicros), Long.MAX_VALUE));
            if (span != KeySpan.SECOND) {
                tell(run, span, cut);
            }
        }
        total(run);
    }

    /** The whole run up to now. */
    void total(RunRef run) {
        tell(run, KeySpan.RUN, pages.between(PageId.lowest(run), PageId.lowest(run.next())));
    }

    void forget(RunRef run) {
        pages.between(PageId.lowest(run), PageId.lowest(run.next())).forEach(page -> pages.remove(page.getKey()));
    }

    /** Tells of the windows of one span that these pages, also those of finer spans, make up. */
    private void tell(RunRef run, KeySpan span, List<Map.Entry<PageId, KeyPage>> told) {
        TreeMap<Long, Map<Vantage, KeyGroups>> windows = new TreeMap<>();
        for (Map.Entry<PageId, KeyPage> entry : told) {
            PageId id = entry.getKey();
            windows.computeIfAbsent(span.startOf(id.startMicros()), start -> new TreeMap<>())
                    .computeIfAbsent(id.vantage(), vantage -> new KeyGroups())
                    .add(id, entry.getValue());
        }
        windows.forEach((start, byVantage) ->
                byVantage.forEach((vantage, groups) -> writer.keys(run, vantage, span.seconds, start, groups.stats())));
    }

    /** Adds windows that are over to the coarser ones that hold them. */
    private void fold(List<Map.Entry<PageId, KeyPage>> over, KeySpan coarser) {
        for (Map.Entry<PageId, KeyPage> entry : over) {
            PageId id = entry.getKey();
            KeyPage[] targets = new KeyPage[coarser.pages];
            entry.getValue().byAccount.forEach((account, tally) -> {
                int page = coarser.pageOf(account);
                if (targets[page] == null) {
                    targets[page] = page(id.run(), coarser, id.startMicros(), page, id.vantage());
                }
                targets[page].take(account, tally);
            });
            pages.remove(id);
        }
    }

    private KeyPage page(RunRef run, KeySpan span, long micros, int page, Vantage vantage) {
        return pages.alter(new PageId(run, span.seconds, span.startOf(micros), page, vantage), id -> new KeyPage());
    }

    private List<Map.Entry<PageId, KeyPage>> between(RunRef run, KeySpan span, long from, long to) {
        return pages.between(PageId.lowest(run, span, from), PageId.lowest(run, span, to));
    }
}
