package io.tokenweir.provision;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.provision.mail.MailboxChoice;
import io.tokenweir.provision.recipe.Recipe;

/**
 * What is wanted: so many accounts, ready with a proven key. Immutable; {@link #of} gives sensible defaults.
 *
 * @param batch name of the wishes; account ids begin with it
 * @param count how many accounts shall be ready; those that are there already count
 * @param seed addresses and names are derived from seed, batch and index
 * @param mailbox where the accounts get their mail
 * @param parallelism accounts in progress at once; 0: as many as the endpoints take
 * @param starts how accounts are begun
 * @param caps what must never be exceeded
 * @param learnsLimits what the mailbox service declares of its limit is not believed
 * @param mailWait how long one verification mail is waited for before another is asked for
 * @param patience how long refusals (429, 503) of one call are waited out
 */
public record ProvisionPlan(
        String batch,
        int count,
        long seed,
        Endpoints endpoints,
        Recipe recipe,
        MailboxChoice mailbox,
        int parallelism,
        StartPattern starts,
        Caps caps,
        boolean learnsLimits,
        Duration mailWait,
        Duration patience,
        SecretVault vault,
        KafkaSettings kafka,
        RunIdentity run,
        TargetGuard guard) {
    public static final int AUTOMATIC = 0;
    public static final Duration DEFAULT_MAIL_WAIT = Duration.ofSeconds(20);
    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(5);

    public ProvisionPlan {
        Objects.requireNonNull(endpoints, "endpoints");
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(vault, "vault");
        Objects.requireNonNull(guard, "guard");
        if (batch == null || !batch.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("The batch '" + batch
                    + "' is no name for accounts; use up to 64 letters, digits, dots, dashes and underscores.");
        }
        if (count < 1 || count > 100_000) {
            throw new IllegalArgumentException("A batch has 1 to 100000 accounts, not " + count + ".");
        }
        if (parallelism < 0) {
            throw new IllegalArgumentException(
                    "Parallelism must be at least 1, or 0 for automatic, not " + parallelism + ".");
        }
    }

    public static ProvisionPlan of(
            String batch,
            int count,
            long seed,
            Endpoints endpoints,
            SecretVault vault,
            KafkaSettings kafka,
            RunIdentity run,
            TargetGuard guard) {
        return new ProvisionPlan(
                batch,
                count,
                seed,
                endpoints,
                Recipe.simulator(),
                MailboxChoice.disposable(endpoints.mailbox()),
                AUTOMATIC,
                StartPattern.STAGGERED,
                Caps.NONE,
                false,
                DEFAULT_MAIL_WAIT,
                DEFAULT_PATIENCE,
                vault,
                kafka,
                run,
                guard);
    }

    public ProvisionPlan withRecipe(Recipe other) {
        return changed(draft -> draft.recipe = other);
    }

    public ProvisionPlan withMailbox(MailboxChoice other) {
        return changed(draft -> draft.mailbox = other);
    }

    public ProvisionPlan withParallelism(int other) {
        return changed(draft -> draft.parallelism = other);
    }

    public ProvisionPlan withStarts(StartPattern other) {
        return changed(draft -> draft.starts = other);
    }

    public ProvisionPlan withCaps(Caps other) {
        return changed(draft -> draft.caps = other);
    }

    public ProvisionPlan withLearnedLimits(boolean other) {
        return changed(draft -> draft.learnsLimits = other);
    }

    public ProvisionPlan withWaits(Duration mail, Duration refusals) {
        return changed(draft -> {
            draft.mailWait = mail;
            draft.patience = refusals;
        });
    }

    private ProvisionPlan changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.plan();
    }

    /** Who starts last with this id fences the others. */
    String transactionalId() {
        return BatchLog.transactionalId(kafka, batch);
    }

    /** A plan whose defaults are being changed. */
    private static final class Draft {
        private final ProvisionPlan base;
        private Recipe recipe;
        private MailboxChoice mailbox;
        private int parallelism;
        private StartPattern starts;
        private Caps caps;
        private boolean learnsLimits;
        private Duration mailWait;
        private Duration patience;

        Draft(ProvisionPlan base) {
            this.base = base;
            recipe = base.recipe;
            mailbox = base.mailbox;
            parallelism = base.parallelism;
            starts = base.starts;
            caps = base.caps;
            learnsLimits = base.learnsLimits;
            mailWait = base.mailWait;
            patience = base.patience;
        }

        ProvisionPlan plan() {
            return new ProvisionPlan(
                    base.batch,
                    base.count,
                    base.seed,
                    base.endpoints,
                    recipe,
                    mailbox,
                    parallelism,
                    starts,
                    caps,
                    learnsLimits,
                    mailWait,
                    patience,
                    base.vault,
                    base.kafka,
                    base.run,
                    base.guard);
        }
    }
}
