package io.tokenweir.streams.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

class JournalTest {
    private static final RecordId FIRST = new RecordId("weir.tokens", 3, "crashing", 2, 17);
    private static final RecordId SECOND = new RecordId("weir.requests", 0, "crashing", 2, 0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Journal journal = new Journal(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    private final SentRecords sent = new SentRecords();

    @Test
    void tellsWhatWasAcknowledgedAndWhatIsOpen() {
        journal.handedOver(FIRST, -5);
        journal.handedOver(SECOND, 6);
        journal.acknowledged(FIRST);
        Journal.replay(new ByteArrayInputStream(bytes.toByteArray()), sent);
        assertThat(sent.hashOf(FIRST)).isEqualTo(-5);
        assertThat(copies()).containsOnly(entry(FIRST, "1 of 1"), entry(SECOND, "0 of 1"));
    }

    @Test
    void anAcknowledgementThatIsNotHeardLeavesTheRecordOpen() {
        journal.handedOver(FIRST, 1);
        journal.hearNoMore();
        journal.acknowledged(FIRST);
        Journal.replay(new ByteArrayInputStream(bytes.toByteArray()), sent);
        assertThat(copies()).containsOnly(entry(FIRST, "0 of 1"));
    }

    @Test
    void aTornLastLineTellsNothing() {
        journal.handedOver(FIRST, 1);
        byte[] whole = bytes.toByteArray();
        Journal.replay(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length / 2)), sent);
        assertThat(copies()).isEmpty();
    }

    @Test
    void aRecordThatWasSentTwiceHasTwoCopies() {
        journal.handedOver(FIRST, 1);
        journal.handedOver(FIRST, 1);
        journal.acknowledged(FIRST);
        Journal.replay(new ByteArrayInputStream(bytes.toByteArray()), sent);
        assertThat(copies()).containsOnly(entry(FIRST, "1 of 2"));
    }

    private Map<RecordId, String> copies() {
        Map<RecordId, String> copies = new HashMap<>();
        sent.forEach((id, handedOver, acknowledged) -> copies.put(id, acknowledged + " of " + handedOver));
        return copies;
    }
}
