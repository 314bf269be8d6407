package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.LongPredicate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.scenario.ScenarioFile;

/**
 * {@code run.json}: what only the command knows of a run, and what is needed to come back to it.
 *
 * @param state running, finished, cut-short or failed, as last written: see {@link #stateNow}
 * @param pid the process that runs it
 * @param bootstrapServers brokers of the run; null when the run folder holds the broker's log itself
 * @param provisioning null when accounts were there already
 */
record RunFacts(
        String runId,
        String scenarioName,
        long seed,
        String state,
        List<String> arguments,
        String version,
        String java,
        long pid,
        long startedMicros,
        long endedMicros,
        String bootstrapServers,
        String schemaRegistryUrl,
        String topicPrefix,
        int partitions,
        String targetUrl,
        Provisioning provisioning) {

    /** Phase 1 in figures, for the report. */
    record Provisioning(int wanted, int ready, long mailboxCalls, long mailboxRefused, long endedMicros) {}

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** @param ownBroker the broker's log lies in the run folder */
    static RunFacts starting(RunFolder run, ScenarioFile scenario, KafkaSettings settings, boolean ownBroker) {
        return new RunFacts(
                run.id(),
                scenario.name(),
                scenario.seed(),
                "running",
                List.of(),
                Version.current(),
                System.getProperty("java.runtime.version"),
                ProcessHandle.current().pid(),
                System.currentTimeMillis() * 1000,
                0,
                ownBroker ? null : settings.bootstrapServers(),
                ownBroker ? null : settings.schemaRegistryUrl(),
                settings.topicPrefix(),
                settings.partitions(),
                scenario.target().url(),
                null);
    }

    RunFacts ended(MeterResult meter) {
        return ended(meter.cutShort() ? "cut-short" : "finished");
    }

    RunFacts ended(String how) {
        return with(how, arguments, System.currentTimeMillis() * 1000, provisioning);
    }

    static RunFacts read(RunFolder run) {
        try {
            return JSON.readValue(run.facts().toFile(), RunFacts.class);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Run " + run.id() + " has no readable " + run.facts() + ": it ended before it began.", e);
        }
    }

    static RunFacts readOrUnknown(RunFolder run) {
        return Files.exists(run.facts()) ? read(run) : unknown(run.id());
    }

    void write(RunFolder run) {
        try {
            JSON.writeValue(run.facts().toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException("The facts of run " + run.id() + " cannot be written.", e);
        }
    }

    /** A run whose process ended without a word was killed. */
    String stateNow(LongPredicate processLives) {
        return "running".equals(state) && !processLives.test(pid) ? "killed" : state;
    }

    @JsonIgnore
    boolean ownBroker() {
        return bootstrapServers == null;
    }

    private static RunFacts unknown(String runId) {
        return new RunFacts(runId, "?", 0, "unknown", List.of(), "?", "?", 0, 0, 0, null, null, "", 0, null, null);
    }

    RunFacts withArguments(List<String> command) {
        return with(state, command, endedMicros, provisioning);
    }

    RunFacts withProvisioning(Provisioning phase) {
        return with(state, arguments, endedMicros, phase);
    }

    private RunFacts with(String newState, List<String> newArguments, long newEndedMicros, Provisioning phase) {
        return new RunFacts(
                runId,
                scenarioName,
                seed,
                newState,
                newArguments,
                version,
                java,
                pid,
                startedMicros,
                newEndedMicros,
                bootstrapServers,
                schemaRegistryUrl,
                topicPrefix,
                partitions,
                targetUrl,
                phase);
    }
}
