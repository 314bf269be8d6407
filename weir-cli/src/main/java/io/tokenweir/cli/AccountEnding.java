package io.tokenweir.cli;

import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import io.tokenweir.events.AccountState;
import io.tokenweir.provision.ProvisionResult;
import io.tokenweir.provision.RunningProvision;

/** Waits until accounts are given back, and says how it went. */
final class AccountEnding {
    private final RunningProvision running;
    private final AccountState end;
    private final Consumer<String> say;

    AccountEnding(RunningProvision running, AccountState end, Consumer<String> say) {
        this.running = running;
        this.end = end;
        this.say = say;
    }

    /** Ctrl-C ends it, unless it is what follows a run that was ended by Ctrl-C. */
    ProvisionResult await(Interrupt interrupt) {
        try (running) {
            if (!interrupt.isRequested()) {
                interrupt.onRequest(running::stop);
            }
            ProvisionResult result = running.done().toCompletableFuture().join();
            int ended = running.progress().count(end);
            say.accept(ended + " accounts " + end.name().toLowerCase(Locale.ROOT) + ", their keys revoked"
                    + (result.keysLeft() == 0
                            ? "."
                            : ", except of " + result.keysLeft()
                                    + ": the provider gave no means, or refused; start it again to try once more."));
            return result;
        } catch (CompletionException e) {
            throw Failure.of(e.getCause());
        }
    }
}
