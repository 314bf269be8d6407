package io.tokenweir.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.SystemSpec;
import io.tokenweir.events.ScrapeFailure;
import io.tokenweir.events.ScrapeFailureCause;

class SourceWorkTest {
    private static final String URL = "http://127.0.0.1:9100/metrics";

    private final List<OutboundEvent> events = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final SourceWork work = work(Map.of());

    @Test
    void anAnswerIsAReading() {
        answer(work, "process_resident_memory_bytes 7");
        assertThat(work.summary()).isEqualTo("node 1 readings");
        assertThat(text(0)).contains("READING").contains("\"processMemoryBytes\": 7");
        assertThat(said).isEmpty();
    }

    @Test
    void aSecondWhoseQuestionFindsTheOneBeforeUnansweredHasFailed() {
        assertThat(work.beginAsking()).isTrue();
        assertThat(work.beginAsking()).isFalse();
        assertThat(text(0)).contains("FAILURE").contains("SLOW");
    }

    @Test
    void troubleIsToldWhenItBeginsAndWhenItEnds() {
        fail(ScrapeFailureCause.DOWN);
        fail(ScrapeFailureCause.DOWN);
        answer(work, "process_resident_memory_bytes 7");
        assertThat(said).containsExactly("node cannot be read: nobody answers.", "node can be read again.");
        assertThat(work.summary()).isEqualTo("node 1 readings, 2 failed");
    }

    @Test
    void aLineThatIsLeftOutIsNamedOnce() {
        answer(work, "process_resident_memory_bytes 7\nm{a=\"1} 2");
        answer(work, "process_resident_memory_bytes 7\nm{a=\"1} 2");
        assertThat(said)
                .containsExactly("node: left out as no Prometheus text: 1 of its lines;"
                        + " line 2: the value of label 'a' has no closing quote.");
    }

    @Test
    void anAnswerWithoutAnyKnownMetricOfThoseLabelsSaysSo() {
        answer(work(Map.of("job", "other")), "process_resident_memory_bytes{job=\"this\"} 7");
        assertThat(said).singleElement().asString().startsWith("node: none of its 1 samples is a known metric");
    }

    @Test
    void anAnswerWithoutASampleIsUnreadable() {
        answer(work, "# nothing yet\n");
        assertThat(text(0)).contains("UNREADABLE");
        assertThat(said)
                .containsExactly(
                        "node cannot be read: what " + URL + " answers is no Prometheus text: it has no sample.");
    }

    private SourceWork work(Map<String, String> labels) {
        RunIdentity run = new RunIdentity("run", 0, "scraper-1", 1);
        SystemEvents made = new SystemEvents(
                run, (topic, value) -> value.toString().getBytes(StandardCharsets.UTF_8), "weir.system", 1, () -> 1);
        return new SourceWork(new SystemSpec("node", URL, null, null, labels), made, events::add, said::add);
    }

    private static void answer(SourceWork source, String text) {
        source.beginAsking();
        source.take(new ScrapeAnswer(text, null, 1, 2));
    }

    private void fail(ScrapeFailureCause cause) {
        work.beginAsking();
        work.take(new ScrapeAnswer(null, new ScrapeFailure(cause, "nobody answers"), 1, 2));
    }

    private String text(int event) {
        return new String(events.get(event).value(), StandardCharsets.UTF_8);
    }
}
