package io.tokenweir.report.runbook;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.tokenweir.report.read.RunScope;

/**
 * What only the one who started a run knows of it, and no topic tells.
 *
 * @param scope the run, or one segment of it
 * @param title what was run, e.g. {@code demo}
 * @param target whom the load was sent to, as a person would name it; no secrets
 * @param command the command line that runs it again, exactly, argument by argument
 * @param scenario the whole scenario file, for its hash
 * @param loop how load was offered, e.g. {@code closed loop, ramping-vus}
 * @param phases of the whole run, in order: provisioning, the stages of the scenario, draining
 * @param versions of what took part: tokenweir, java, os
 * @param currency of the price book, e.g. {@code USD}
 * @param truthLog the target's own log of requests as JSON lines, where the target is our simulator
 * @param plan the load that is planned, for what it would cost and need
 * @param ledgerLine the ledger check in one line; empty when it was not run
 */
public record RunFacts(
        RunScope scope,
        String title,
        String target,
        Instant started,
        Instant ended,
        boolean cutShort,
        List<String> command,
        long seed,
        String scenario,
        String loop,
        List<Phase> phases,
        Optional<Provisioning> provisioning,
        String priceBook,
        String currency,
        Map<String, String> versions,
        Optional<Path> truthLog,
        Optional<LedgerLine> ledgerLine,
        Optional<Plan> plan) {

    public String runId() {
        return scope.runId();
    }

    /** @param note what happened in it, in a few words; may be empty */
    public record Phase(String name, Instant start, Instant end, String note) {}

    /** Phase 1 in figures; calls are those to the mailbox API. */
    public record Provisioning(int wanted, int ready, long mailboxCalls, long mailboxRefused) {}

    /** @param equal whether every row was equal, @param text the sentence */
    public record LedgerLine(boolean equal, String text) {}
}
