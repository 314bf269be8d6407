package io.tokenweir.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;

import picocli.CommandLine.Option;

import io.tokenweir.load.RunPart;
import io.tokenweir.load.schedule.Share;

/** Which part of a run this process plays, when several play one together. */
final class PartOptions {
    private static final String UNNAMED = "generator-1";

    @Option(
            names = "--instances",
            defaultValue = "1",
            paramLabel = "N",
            description = "So many processes play this scenario together; each sends every N-th arrival.")
    private int instances;

    @Option(
            names = "--instance-index",
            defaultValue = "0",
            paramLabel = "I",
            description = "Which of them this is, from 0.")
    private int index;

    @Option(
            names = "--instance",
            defaultValue = UNNAMED,
            paramLabel = "NAME",
            description = "Name of this process within the run (default: generator-1, with --instance-index I+1).")
    private String instance;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Id of the run, the same for all instances (default: a new one).")
    private String runId;

    @Option(
            names = "--start-at",
            paramLabel = "TIME",
            description = "When the schedule begins, the same for all instances, e.g. 2026-11-22T18:00:00Z"
                    + " (default: at once).")
    private String startAt;

    RunPart part() {
        try {
            return new RunPart(new Share(index, instances), startAt == null ? null : Instant.parse(startAt));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        } catch (DateTimeParseException e) {
            throw Failure.usage("'" + startAt + "' is no instant; write for instance 2026-11-22T18:00:00Z.");
        }
    }

    String instance() {
        return instances > 1 && instance.equals(UNNAMED) ? "generator-" + (index + 1) : instance;
    }

    /** Null: draw one. */
    String runId() {
        if (runId != null && !runId.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            throw Failure.usage("'" + runId + "' is no run id; use letters, digits, - and _.");
        }
        return runId;
    }
}
