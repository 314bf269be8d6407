package io.tokenweir.streams.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
        assertThat(sent.acknowledged()).containsExactly(FIRST);
        assertThat(sent.maybe()).containsExactly(SECOND);
    }

    @Test
    void anAcknowledgementThatIsNotHeardLeavesTheRecordOpen() {
        journal.handedOver(FIRST, 1);
        journal.hearNoMore();
        journal.acknowledged(FIRST);
        Journal.replay(new ByteArrayInputStream(bytes.toByteArray()), sent);
        assertThat(sent.maybe()).containsExactly(FIRST);
    }

    @Test
    void aTornLastLineTellsNothing() {
        journal.handedOver(FIRST, 1);
        byte[] whole = bytes.toByteArray();
        Journal.replay(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length / 2)), sent);
        assertThat(sent.maybe()).isEmpty();
    }
}
