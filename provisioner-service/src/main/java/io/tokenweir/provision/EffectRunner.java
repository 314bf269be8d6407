package io.tokenweir.provision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.provision.account.Cause;
import io.tokenweir.provision.account.Effect;
import io.tokenweir.provision.account.Fact;
import io.tokenweir.provision.account.IssuedKey;
import io.tokenweir.provision.account.VerificationMail;
import io.tokenweir.provision.http.CallFailedException;
import io.tokenweir.provision.mail.MailAwaiter;
import io.tokenweir.provision.mail.MailboxProvider;
import io.tokenweir.provision.recipe.Outcome;
import io.tokenweir.provision.recipe.ProcedureResult;
import io.tokenweir.provision.recipe.Recipe;
import io.tokenweir.provision.recipe.RecipeRunner;

/**
 * Does what the life cycle asks for and says what became known. Every failure becomes a fact; no future fails.
 *
 * <p>Reads and changes the work only before its future completes, while nobody else does.
 */
final class EffectRunner {
    private final RecipeRunner recipe;
    private final MailboxProvider mailboxes;
    private final MailAwaiter awaiter;

    EffectRunner(RecipeRunner recipe, MailboxProvider mailboxes, MailAwaiter awaiter) {
        this.recipe = recipe;
        this.mailboxes = mailboxes;
        this.awaiter = awaiter;
    }

    CompletableFuture<Fact> run(AccountWork work, Effect effect) {
        return begin(work, effect).exceptionally(failure -> failed(effect, failure));
    }

    private CompletableFuture<Fact> begin(AccountWork work, Effect effect) {
        return switch (effect) {
            case CREATE_MAILBOX ->
                mailboxes
                        .create(work.row().mailbox(), work.context())
                        .thenApply(done -> Fact.of(Fact.Kind.MAILBOX_CREATED));
            case SIGN_UP -> signUp(work);
            case LOOK_UP -> procedure(Recipe.LOOK_UP, work, this::lookedUp);
            case OPEN_MAILBOX -> open(work).thenApply(session -> Fact.of(Fact.Kind.MAILBOX_OPENED));
            case AWAIT_MAIL -> open(work).thenCompose(session -> awaitMail(work, session));
            case RESEND_MAIL -> {
                work.mailAsked();
                yield procedure(Recipe.RESEND_MAIL, work, EffectRunner::resent);
            }
            case VERIFY -> verify(work);
            case CLEAR_KEYS -> clearKeys(work);
            case ISSUE_KEY -> {
                work.values().put("idempotencyKey", work.idempotencyKey());
                yield procedure(
                        Recipe.ISSUE_KEY,
                        work,
                        result -> Fact.keyIssued(new IssuedKey(result.value("keyId"), result.value("apiKey"))));
            }
            case PROVE_KEY -> {
                work.values().put("apiKey", work.row().status().key().secret());
                yield procedure(Recipe.PROVE_KEY, work, result -> proven(work, result));
            }
            case REVOKE_KEY -> revokeOurs(work);
            case NONE -> throw new IllegalArgumentException("There is nothing to do.");
        };
    }

    /** A key that was imported has no account that could log in, and some providers give keys no id. */
    private CompletableFuture<Fact> revokeOurs(AccountWork work) {
        String keyId = work.row().status().key().id();
        if (keyId == null || work.row().accountPassword() == null) {
            return CompletableFuture.completedFuture(Fact.of(Fact.Kind.NO_MEANS));
        }
        work.values().put("keyId", keyId);
        return procedure(Recipe.REVOKE_KEY, work, result -> Fact.of(Fact.Kind.KEY_REVOKED));
    }

    private interface Reading {
        Fact of(ProcedureResult result);
    }

    private CompletableFuture<Fact> procedure(String name, AccountWork work, Reading reading) {
        if (!recipe.recipe().has(name)) {
            return CompletableFuture.completedFuture(Fact.of(Fact.Kind.NO_MEANS));
        }
        return recipe.run(name, work.values(), work.cookies(), work.context()).thenApply(result -> {
            keepSession(work, result);
            return reading.of(result);
        });
    }

    private CompletableFuture<Fact> signUp(AccountWork work) {
        work.mailAsked();
        return procedure(Recipe.SIGN_UP, work, result -> {
            work.mailAsked();
            return Fact.of(result.outcome() == Outcome.EXISTS ? Fact.Kind.ALREADY_THERE : Fact.Kind.SIGNED_UP);
        });
    }

    private Fact lookedUp(ProcedureResult result) {
        if (result.outcome() == Outcome.ABSENT) {
            return Fact.of(Fact.Kind.LOOKED_UP_ABSENT);
        }
        String state = result.value("state");
        boolean verified = state != null && recipe.recipe().verifiedStates().contains(state.toLowerCase(Locale.ROOT));
        return Fact.of(verified ? Fact.Kind.LOOKED_UP_VERIFIED : Fact.Kind.LOOKED_UP_PENDING);
    }

    private static Fact resent(ProcedureResult result) {
        return Fact.of(result.outcome() == Outcome.EXISTS ? Fact.Kind.LOOKED_UP_VERIFIED : Fact.Kind.MAIL_RESENT);
    }

    private CompletableFuture<MailboxProvider.Session> open(AccountWork work) {
        if (work.session() != null) {
            return CompletableFuture.completedFuture(work.session());
        }
        return mailboxes.open(work.row().mailbox(), work.context()).thenApply(session -> {
            work.session(session);
            return session;
        });
    }

    private CompletableFuture<Fact> awaitMail(AccountWork work, MailboxProvider.Session session) {
        return awaiter.await(
                        session,
                        work.row().mailbox().address(),
                        work.row().status().triedMails(),
                        work.mailAskedNanos(),
                        work.context())
                .thenApply(EffectRunner::found);
    }

    private static Fact found(Optional<VerificationMail> mail) {
        return mail.map(Fact::mailFound)
                .orElseGet(() -> Fact.of(
                        Fact.Kind.MAIL_MISSING,
                        new Cause("mail-never-came", "no verification mail came, though it was asked for again")));
    }

    private CompletableFuture<Fact> verify(AccountWork work) {
        VerificationMail mail = work.row().status().mail();
        boolean byLink = mail.link() != null && recipe.recipe().has(Recipe.VERIFY);
        if (mail.link() != null) {
            work.values().put("link", mail.link());
        }
        if (mail.code() != null) {
            work.values().put("code", mail.code());
        } else if (!byLink) {
            return CompletableFuture.completedFuture(Fact.of(
                    Fact.Kind.LINK_EXPIRED, new Cause("nothing-to-verify-with", "the mail has no link and no code")));
        }
        return procedure(
                byLink ? Recipe.VERIFY : Recipe.VERIFY_BY_CODE,
                work,
                result -> result.outcome() == Outcome.DONE
                        ? Fact.of(Fact.Kind.VERIFIED)
                        : Fact.of(
                                Fact.Kind.LINK_EXPIRED,
                                new Cause("link-expired", "the link or code was answered " + result.status())));
    }

    private CompletableFuture<Fact> clearKeys(AccountWork work) {
        if (!recipe.recipe().has(Recipe.LIST_KEYS)
                || !recipe.recipe().has(Recipe.REVOKE_KEY)
                || work.row().accountPassword() == null) {
            return CompletableFuture.completedFuture(Fact.of(Fact.Kind.NO_MEANS));
        }
        return recipe.run(Recipe.LIST_KEYS, work.values(), work.cookies(), work.context())
                .thenCompose(result -> {
                    keepSession(work, result);
                    CompletableFuture<Void> revoked = CompletableFuture.completedFuture(null);
                    for (String id : doubtful(work, result)) {
                        revoked = revoked.thenCompose(before -> revoke(work, id));
                    }
                    return revoked.thenApply(done -> Fact.of(Fact.Kind.KEYS_CLEARED));
                });
    }

    /** All but the one we hold, and but those of an heir, where the recipe's list tells names; the rest may be strays of ours. */
    private static List<String> doubtful(AccountWork work, ProcedureResult listed) {
        IssuedKey ours = work.row().status().key();
        List<String> ids = listed.values().getOrDefault("keyIds", List.of());
        List<String> names = listed.values().getOrDefault("keyNames", List.of());
        boolean named = names.size() == ids.size();
        List<String> doubtful = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            boolean held = ours != null && ids.get(i).equals(ours.id());
            if (!held && (!named || work.mayClear(names.get(i)))) {
                doubtful.add(ids.get(i));
            }
        }
        return doubtful;
    }

    private CompletableFuture<Void> revoke(AccountWork work, String keyId) {
        Map<String, String> values = new HashMap<>(work.values());
        values.put("keyId", keyId);
        return recipe.run(Recipe.REVOKE_KEY, values, work.cookies(), work.context())
                .thenAccept(result -> keepSession(work, result));
    }

    private static Fact proven(AccountWork work, ProcedureResult result) {
        if (result.outcome() == Outcome.DONE) {
            return Fact.of(Fact.Kind.KEY_PROVEN);
        }
        String fingerprint = SecretVault.fingerprint(work.row().status().key().secret());
        return Fact.of(
                Fact.Kind.KEY_REFUSED,
                new Cause("key-refused", "key " + fingerprint + " was answered " + result.status() + " on first use"));
    }

    private static void keepSession(AccountWork work, ProcedureResult result) {
        String session = result.value("session");
        if (session != null) {
            work.values().put("session", session);
        }
    }

    private static Fact failed(Effect effect, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(cause instanceof CallFailedException call)) {
            return Fact.failed(new Cause(
                    "internal",
                    "step " + effect.step() + " broke: " + cause.getClass().getName()));
        }
        if (call.answerLost() && effect == Effect.SIGN_UP) {
            return Fact.of(Fact.Kind.SIGN_UP_ANSWER_LOST, call.failure());
        }
        return call.answerLost() && effect == Effect.ISSUE_KEY
                ? Fact.of(Fact.Kind.KEY_ANSWER_LOST, call.failure())
                : Fact.failed(call.failure());
    }
}
