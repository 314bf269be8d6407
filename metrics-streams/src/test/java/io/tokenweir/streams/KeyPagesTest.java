package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.Partial;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.Vantage;

class KeyPagesTest {
    private static final long SECOND = WindowId.SECOND_MICROS;
    private static final long MINUTE = 60 * SECOND;
    private static final RunRef RUN = new RunRef("run", 0);

    /** What a producer sends at most in one record, if nobody says otherwise, is 1 MiB. */
    private static final int LARGEST_RECORD = 1024 * 1024;

    private final StateMap<PageId, KeyPage> pages = new StateMap<>();
    private final List<Partial> told = new ArrayList<>();
    private final KeyPages keys = new KeyPages(pages, new PartialWriter(0, 1, told::add));
    private long closed = Long.MIN_VALUE;

    @Test
    void anAccountHasAtMostOneEntryInEachSpanHoweverManySecondsItIsAtWork() {
        for (long second = 0; second < 59; second++) {
            for (int account = 0; account < 100; account++) {
                attempt("account-" + account, second * SECOND);
            }
            close((second + 1) * SECOND);
            assertThat(entries()).isLessThanOrEqualTo(2 * 100);
        }
        close(MINUTE);
        assertThat(entries()).isEqualTo(100);
        assertThat(pages.view().keySet()).extracting(PageId::seconds).containsOnly(0);
    }

    @Test
    void aPageOfManyAccountsWithLongNamesFitsIntoARecord() {
        for (int account = 0; account < 100_000; account++) {
            attempt(
                    UUID.nameUUIDFromBytes(new byte[] {(byte) account, (byte) (account >> 8), (byte) (account >> 16)})
                            .toString(),
                    0);
        }
        assertThat(largestPage()).isLessThan(LARGEST_RECORD);
        close(SECOND);
        assertThat(largestPage()).isLessThan(LARGEST_RECORD);
        close(MINUTE);
        assertThat(largestPage()).isLessThan(LARGEST_RECORD);
    }

    @Test
    void aLateEventCountsInTheWindowsThatAreNotToldYet() {
        attempt("a", 12 * SECOND);
        close(13 * SECOND);
        attempt("a", 12 * SECOND);
        close(20 * SECOND);
        attempt("a", 12 * SECOND);
        close(MINUTE);
        attempt("a", 12 * SECOND);
        keys.end(RUN, closed);
        assertThat(attempts(1, 12 * SECOND)).containsExactly(1L);
        assertThat(attempts(10, 10 * SECOND)).containsExactly(2L);
        assertThat(attempts(60, 0)).containsExactly(3L);
        assertThat(attempts(0, 0)).containsExactly(4L);
    }

    @Test
    void theEndOfARunTellsOfTheWindowsThatItCutAndKeepsThemForWhatIsLate() {
        attempt("a", 0);
        attempt("b", 13 * SECOND);
        close(SECOND);
        close(14 * SECOND);
        keys.end(RUN, closed);
        attempt("b", 13 * SECOND);
        keys.end(RUN, closed);
        assertThat(attempts(10, 0)).containsExactly(1L);
        assertThat(attempts(10, 10 * SECOND)).containsExactly(1L, 2L);
        assertThat(attempts(60, 0)).containsExactly(2L, 3L);
        assertThat(attempts(0, 0)).containsExactly(2L, 3L);
    }

    private void close(long until) {
        keys.close(RUN, closed, until);
        closed = until;
    }

    private void attempt(String account, long micros) {
        AttemptEnded attempt = new AttemptEnded();
        attempt.setOutcome(Outcome.RATE_TOKENS);
        EventHeader header = new EventHeader();
        header.setVantage(Vantage.GENERATOR);
        RequestEvent event = new RequestEvent();
        event.setHeader(header);
        event.setAccountId(account);
        event.setAttemptEnded(attempt);
        keys.add(RUN, event, micros, closed);
    }

    private List<Long> attempts(int seconds, long startMicros) {
        return told.stream()
                .filter(partial ->
                        partial.getWindowSeconds() == seconds && partial.getWindowStartMicros() == startMicros)
                .map(partial -> partial.getKeys().getRefusals().getSum())
                .toList();
    }

    private int entries() {
        return pages.view().values().stream()
                .mapToInt(page -> page.byAccount.size())
                .sum();
    }

    private int largestPage() {
        return pages.view().entrySet().stream()
                .mapToInt(KeyPagesTest::bytes)
                .max()
                .orElseThrow();
    }

    private static int bytes(Map.Entry<PageId, KeyPage> page) {
        return new StateSerde<>(PartialStateCodecs.KEYS).serializer().serialize("changelog", page.getValue()).length;
    }
}
