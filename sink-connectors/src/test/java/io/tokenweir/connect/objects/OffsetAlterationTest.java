package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;

class OffsetAlterationTest {
    private static final TopicPartition PARTITION = new TopicPartition(Windows.TOPIC, 0);

    @TempDir
    Path folder;

    /** Objects that end before offset 10. */
    private Map<String, String> storedTen() {
        Map<String, String> settings = settings();
        ObjectStorageSinkTask task = new ObjectStorageSinkTask();
        task.initialize(new TaskContext());
        Map<String, String> props = new HashMap<>(settings);
        props.put("flush.records", "10");
        task.start(props);
        task.open(List.of(PARTITION));
        task.put(Windows.records("run-1", 0, 10));
        task.stop();
        return settings;
    }

    private Map<String, String> settings() {
        return Map.of("store.url", "file://" + folder);
    }

    private static boolean alter(Map<String, String> settings, Long offset) {
        return new ObjectStorageSinkConnector().alterOffsets(settings, Collections.singletonMap(PARTITION, offset));
    }

    @Test
    void takesThePositionAtWhichTheChainGoesOn() {
        assertThat(alter(storedTen(), 10L)).isTrue();
    }

    @Test
    void takesAResetWhereNothingIsStored() {
        assertThat(alter(settings(), null)).isTrue();
    }

    @Test
    void refusesToLeaveOutWhatTheChainHasNotReached() {
        Map<String, String> settings = storedTen();

        assertThatThrownBy(() -> alter(settings, 25L))
                .hasMessageContaining(PARTITION + " cannot be set to 25")
                .hasMessageContaining("end before offset 10")
                .hasMessageContaining("name another store.url");
    }

    @Test
    void refusesToWriteAgainWhatIsStored() {
        Map<String, String> settings = storedTen();

        assertThatThrownBy(() -> alter(settings, 3L)).hasMessageContaining("cannot be set to 3");
        assertThatThrownBy(() -> alter(settings, null)).hasMessageContaining("cannot be set to its beginning");
    }
}
