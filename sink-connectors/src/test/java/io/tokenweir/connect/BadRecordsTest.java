package io.tokenweir.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class BadRecordsTest {
    private static final SinkRecord RECORD = new SinkRecord("t", 3, null, null, null, "x", 42);
    private static final DataException CAUSE = new DataException("It has no schema.");

    private final List<SinkRecord> counted = new ArrayList<>();

    private BadRecords with(ErrantRecordReporter reporter) {
        return new BadRecords(
                new TaskContext() {
                    @Override
                    public ErrantRecordReporter errantRecordReporter() {
                        return reporter;
                    }
                },
                () -> counted.add(RECORD));
    }

    @Test
    void goToTheReporterAndAreCounted() {
        List<String> causes = new ArrayList<>();

        with((record, cause) -> {
                    causes.add(cause.getMessage());
                    return null;
                })
                .report(RECORD, CAUSE);

        assertThat(causes).containsExactly("It has no schema.");
        assertThat(counted).hasSize(1);
    }

    @Test
    void failTheTaskWithPlaceReasonAndRemedyWhereThereIsNoReporter() {
        assertThatThrownBy(() -> with(null).report(RECORD, CAUSE))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Topic t, partition 3, offset 42: It has no schema. (To go on without such records set"
                        + " errors.tolerance=all and errors.deadletterqueue.topic.name or errors.log.enable.)");
    }

    @Test
    void failTheTaskWithTheSameWordsWhereConnectToleratesNone() {
        ErrantRecordReporter intolerant = (record, cause) -> {
            throw new ConnectException("Tolerance exceeded in error handler", cause);
        };

        assertThatThrownBy(() -> with(intolerant).report(RECORD, CAUSE))
                .hasMessageStartingWith("Topic t, partition 3, offset 42: It has no schema.");
    }
}
