package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.events.RequestStarted;
import io.tokenweir.load.trace.TraceException;

class TraceReplayIT {
    private static final String TRACE = "TIMESTAMP,ContextTokens,GeneratedTokens\n"
            + "2023-11-16 18:17:03.0000000,600,10\n2023-11-16 18:17:04.0000000,40,8\n2023-11-16 18:17:08.0000000,700,3\n";

    private final CollectedEvents events = new CollectedEvents();

    @TempDir
    Path folder;

    @Test
    void sendsATraceAtItsTimesAndLengths() throws Exception {
        replay(TRACE, "speed: 10");
        List<RequestStarted> started = events.requests()
                .filter(event -> event.getStarted() != null)
                .map(event -> event.getStarted())
                .sorted(java.util.Comparator.comparing(RequestStarted::getIntendedStartMicros))
                .toList();
        long first = started.get(0).getIntendedStartMicros();
        assertThat(started).extracting(s -> s.getIntendedStartMicros() - first).containsExactly(0L, 100_000L, 500_000L);
        assertThat(started).extracting(RequestStarted::getPlannedInputTokens).containsExactly(600, 40, 700);
        assertThat(started).extracting(RequestStarted::getMaxTokens).containsExactly(10, 8, 3);
    }

    @Test
    void refusesATraceWithABadRowBeforeAnythingIsSent() {
        assertThatThrownBy(() -> replay(TRACE + "soon,1,1\n", "speed: 10"))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("trace.csv:5:1");
        assertThat(events.attempts()).isEmpty();
    }

    @Test
    void refusesAWindowInWhichNothingIsDue() {
        assertThatThrownBy(() -> replay(TRACE, "from: 2s, to: 4s, loop: true"))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("trace.csv has no row that is due in the window");
        assertThat(events.attempts()).isEmpty();
    }

    @Test
    void countsBadRowsThatItWasToldToSkip() throws Exception {
        assertThat(replay(TRACE + "soon,1,1\n", "speed: 10, skipBadRows: true").badTraceRows())
                .isEqualTo(1);
    }

    @Test
    void stopsAtTheLimit() throws Exception {
        assertThat(replay(TRACE, "speed: 10, limit: 2").counters().offered()).isEqualTo(2);
    }

    private LoadResult replay(String trace, String options) throws Exception {
        Path file = Files.writeString(folder.resolve("trace.csv"), trace);
        String yaml = "scenarios:\n  main: {executor: trace-replay, trace: {file: " + file + ", " + options + "}}\n";
        try (ScriptedServer server = new ScriptedServer(
                (n, head, body, out, socket) -> ScriptedServer.write(out, ScriptedServer.stream(2)))) {
            return Runs.run(Runs.plan(yaml, server.url(), 2, events.output()));
        }
    }
}
