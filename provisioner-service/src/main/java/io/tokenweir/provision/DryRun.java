package io.tokenweir.provision;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import io.tokenweir.events.AccountState;
import io.tokenweir.provision.account.AccountIdentity;
import io.tokenweir.provision.account.AccountStatus;
import io.tokenweir.provision.account.Decision;
import io.tokenweir.provision.account.Effect;
import io.tokenweir.provision.account.Fact;
import io.tokenweir.provision.account.Lifecycle;
import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.CallFailedException;
import io.tokenweir.provision.http.CallMeter;
import io.tokenweir.provision.http.GroupLimit;
import io.tokenweir.provision.http.HttpTransport;
import io.tokenweir.provision.http.PacedHttp;
import io.tokenweir.provision.log.AccountRow;
import io.tokenweir.provision.mail.LinkChooser;
import io.tokenweir.provision.mail.MailAwaiter;
import io.tokenweir.provision.mail.Mailbox;
import io.tokenweir.provision.mail.MailboxProvider;
import io.tokenweir.provision.mail.Mailboxes;
import io.tokenweir.provision.recipe.RecipeRunner;

/**
 * Tries a recipe and a mailbox service with one account, step by step, without the log: nothing of Kafka is touched. The
 * account is of no batch, its address is a new one each time; at the end its key is revoked and its mailbox deleted, where
 * there are means for that. One use; blocks the caller.
 */
public final class DryRun {
    private final ProvisionPlan plan;
    private final boolean traced;
    private final Consumer<String> say;
    private final SecureRandom random = new SecureRandom();

    /** @param traced whether each request and answer is told, with secrets as fingerprints */
    public DryRun(ProvisionPlan plan, boolean traced, Consumer<String> say) {
        this.plan = plan;
        this.traced = traced;
        this.say = say;
    }

    /** Whether the account became ready. Throws {@link IllegalArgumentException} for a mailbox that lacks something. */
    public boolean run() {
        try (HttpTransport transport = new HttpTransport("weir-dry-run", "tokenweir/0.1 (dry run)")) {
            return run(transport);
        }
    }

    private boolean run(HttpTransport transport) {
        PacedHttp http = new PacedHttp(transport, plan.guard(), random, plan.patience());
        try (MailboxProvider mailboxes = Mailboxes.of(plan.mailbox(), http)) {
            RecipeRunner recipe = new RecipeRunner(plan.recipe(), http);
            LinkChooser chooser = new LinkChooser(plan.recipe().mail(), ProvisionSession.linkOrigin(plan));
            EffectRunner effects =
                    new EffectRunner(recipe, mailboxes, new MailAwaiter(transport.loop(), chooser, plan.mailWait()));
            AccountWork work = begin(mailboxes, http);
            if (traced) {
                http.observe(new Trace(work.values(), say));
            }
            boolean ready = live(work, effects);
            cleanUp(work, effects, mailboxes);
            return ready;
        }
    }

    private AccountWork begin(MailboxProvider mailboxes, PacedHttp http) {
        CallContext context = new CallContext(0, new CallMeter());
        join(mailboxes.declaredLimit(context))
                .ifPresent(perSecond -> http.limit(MailboxProvider.GROUP, GroupLimit.declared(perSecond)));
        String domain = join(mailboxes.domain(context));
        String batch = "dry-" + Long.toString(random.nextLong() >>> 16, 36);
        AccountIdentity identity = AccountIdentity.derive(plan.seed(), batch, 0, domain);
        Passwords passwords = new Passwords(random);
        say.accept("One account is tried: " + identity.email() + " at "
                + plan.endpoints().portal() + ", mail by " + plan.mailbox() + ", recipe "
                + plan.recipe().file() + ". Nothing is logged.");
        return new AccountWork(
                new AccountRow(
                        identity,
                        new Mailbox(identity.email(), passwords.next()),
                        passwords.next(),
                        AccountStatus.planned()),
                Fact.of(Fact.Kind.BEGUN),
                plan.endpoints(),
                0,
                0);
    }

    /** The same life as in a batch, but for the log. */
    private boolean live(AccountWork work, EffectRunner effects) {
        Fact fact = work.opening();
        while (true) {
            AccountStatus before = work.row().status();
            Decision decision = Lifecycle.on(before, fact);
            work.row(work.row().with(decision.status()));
            if (decision.status().state() != before.state()) {
                say.accept("  -> " + words(decision.status().state()));
            }
            if (decision.effect() == Effect.NONE) {
                break;
            }
            say.accept("Step " + decision.effect().step());
            fact = join(effects.run(work, decision.effect()));
            if (fact.cause() != null) {
                say.accept("  " + fact.cause());
            }
        }
        return work.row().status().state() == AccountState.READY;
    }

    private void cleanUp(AccountWork work, EffectRunner effects, MailboxProvider mailboxes) {
        if (work.row().status().key() != null) {
            say.accept("Step revoke-key, to leave nothing behind");
            Fact fact = join(effects.run(work, Effect.REVOKE_KEY));
            say.accept(
                    switch (fact.kind()) {
                        case KEY_REVOKED -> "  the key is revoked";
                        case NO_MEANS -> "  the recipe has no revoke-key: the key stays valid";
                        default -> "  the key may still be valid: " + fact.cause();
                    });
        }
        try {
            join(mailboxes.delete(work.row().mailbox(), work.context()));
        } catch (CallFailedException e) {
            say.accept("  the mailbox stays: " + e.failure());
        }
    }

    private static String words(AccountState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CallFailedException failed) {
                throw failed;
            }
            throw e;
        }
    }
}
