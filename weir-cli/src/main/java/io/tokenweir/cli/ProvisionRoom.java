package io.tokenweir.cli;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.tokenweir.events.AccountState;
import io.tokenweir.provision.ProvisionPlan;
import io.tokenweir.provision.ProvisionProgress;
import io.tokenweir.provision.ProvisionResult;
import io.tokenweir.provision.Provisioner;
import io.tokenweir.provision.RunningProvision;

/** Runs phase 1, tells what is planned, and then how it goes. */
final class ProvisionRoom {
    private static final Map<AccountState, String> STAGES = stagesInWords();

    private final ProvisionPlan plan;
    private final Consumer<String> say;
    private final OneLine progress;

    ProvisionRoom(ProvisionPlan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
        this.progress = new OneLine(say, System.console() != null);
    }

    /** Blocks until all accounts are ready or given up, or the run was interrupted. */
    ProvisionResult run(Interrupt interrupt) throws InterruptedException {
        return watch(Provisioner.start(plan), interrupt);
    }

    /** The same for what was started elsewhere. */
    ProvisionResult watch(RunningProvision started, Interrupt interrupt) throws InterruptedException {
        try (RunningProvision running = started) {
            interrupt.onRequest(running::stop);
            running.forecast()
                    .thenAccept(forecast -> ForecastText.lines(forecast).forEach(say));
            CompletableFuture<ProvisionResult> done = running.done().toCompletableFuture();
            while (true) {
                try {
                    ProvisionResult result = done.get(1, TimeUnit.SECONDS);
                    progress.end();
                    say.accept(ended(result));
                    say.accept(byEndpoint(result));
                    return result;
                } catch (TimeoutException e) {
                    progress.show(underWay(running.progress()));
                } catch (ExecutionException e) {
                    progress.end();
                    throw Failure.of(e.getCause());
                }
            }
        }
    }

    /** As long as no account is ready, it tells where they are. */
    static String underWay(ProvisionProgress progress) {
        Duration left = progress.remaining();
        int ready = progress.count(AccountState.READY);
        return String.format(
                "  %3d of %d accounts ready%s%s%s",
                ready,
                progress.wanted(),
                ready > 0 ? "" : stages(progress),
                left == null || left.isZero() ? "" : String.format(", about %d s left", Math.max(1, left.toSeconds())),
                refusals(progress.groups().values().stream()
                        .mapToLong(g -> g.refused())
                        .sum()));
    }

    private static String stages(ProvisionProgress progress) {
        return STAGES.entrySet().stream()
                .filter(stage -> progress.count(stage.getKey()) > 0)
                .map(stage -> progress.count(stage.getKey()) + " " + stage.getValue())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), text -> text.isEmpty() ? "" : " (" + text + ")"));
    }

    private static Map<AccountState, String> stagesInWords() {
        Map<AccountState, String> words = new EnumMap<>(AccountState.class);
        words.put(AccountState.PLANNED, "not begun");
        words.put(AccountState.MAILBOX_CREATED, "with a mailbox");
        words.put(AccountState.SIGNED_UP, "signed up");
        words.put(AccountState.MAIL_AWAITED, "awaiting their mail");
        words.put(AccountState.MAIL_RECEIVED, "with their mail");
        words.put(AccountState.VERIFIED, "verified");
        words.put(AccountState.KEY_ISSUED, "with a key");
        words.put(AccountState.FAILED, "given up");
        return words;
    }

    private static String ended(ProvisionResult result) {
        long calls = result.groups().values().stream().mapToLong(g -> g.calls()).sum();
        long refused =
                result.groups().values().stream().mapToLong(g -> g.refused()).sum();
        String causes = result.causes().isEmpty()
                ? ""
                : result.causes().entrySet().stream()
                        .map(Map.Entry::toString)
                        .collect(Collectors.joining(", ", " (", ")"));
        return String.format(
                "  %d of %d accounts ready in %.1f s, the first after %s; %d calls, %d refused for their rate (%.1f %%)%s%s",
                result.ready(),
                result.wanted(),
                result.elapsed().toMillis() / 1e3,
                result.firstReady() == null
                        ? "never"
                        : String.format("%.1f s", result.firstReady().toMillis() / 1e3),
                calls,
                refused,
                calls == 0 ? 0 : 100.0 * refused / calls,
                (result.failed() == 0 ? "" : "; " + result.failed() + " failed" + causes)
                        + (result.unreconciled() == 0 ? "" : "; " + result.unreconciled() + " may have a second key")
                        + (result.keysLeft() == 0
                                ? ""
                                : "; " + result.keysLeft() + " were given up, but their keys may still be alive"),
                result.cutShort() ? "; cut short" : "");
    }

    private static String byEndpoint(ProvisionResult result) {
        return result.groups().entrySet().stream()
                .map(group -> group.getKey() + ": " + group.getValue().calls() + " calls, "
                        + group.getValue().refused() + " refused")
                .collect(Collectors.joining("; ", "  ", ""));
    }

    private static String refusals(long refused) {
        return refused == 0 ? "" : ", " + refused + " calls refused";
    }
}
