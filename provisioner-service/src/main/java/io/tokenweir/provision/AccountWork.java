package io.tokenweir.provision;

import java.util.HashMap;
import java.util.Map;

import io.tokenweir.provision.account.AccountIdentity;
import io.tokenweir.provision.account.Effect;
import io.tokenweir.provision.account.Fact;
import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.CallMeter;
import io.tokenweir.provision.log.AccountRow;
import io.tokenweir.provision.log.StepReport;
import io.tokenweir.provision.mail.MailboxProvider;
import io.tokenweir.provision.recipe.CookieJar;

/** One account in progress: what must be remembered between its steps. Owned by the conductor's thread. */
final class AccountWork {
    private final Fact opening;
    private final int priority;
    private final boolean wasFinal;
    private final long generation;
    private final Map<String, String> values = new HashMap<>();
    private final CookieJar cookies = new CookieJar();
    private AccountRow row;
    private CallMeter meter = new CallMeter();
    private long sinceNanos = System.nanoTime();
    private long mailAskedNanos = System.nanoTime();
    private MailboxProvider.Session session;

    /** @param generation of this process among those that worked on the batch, from the log */
    AccountWork(AccountRow row, Fact opening, Endpoints endpoints, int priority, long generation) {
        this.row = row;
        this.wasFinal = row.status().isFinal();
        this.generation = generation;
        this.opening = opening;
        this.priority = priority;
        AccountIdentity identity = row.identity();
        values.put("portal", base(endpoints.portal().toString()));
        values.put("api", base(endpoints.api().toString()));
        values.put("mailbox", base(endpoints.mailbox().toString()));
        values.put("accountId", identity.accountId());
        values.put("email", identity.email());
        values.put("name", identity.name());
        values.put("keyName", KeyName.of(identity.accountId(), generation));
        if (row.accountPassword() != null) {
            values.put("accountPassword", row.accountPassword());
        }
    }

    Fact opening() {
        return opening;
    }

    AccountRow row() {
        return row;
    }

    void row(AccountRow next) {
        row = next;
    }

    /** It was given up or given back before this run. */
    boolean wasFinal() {
        return wasFinal;
    }

    /** Whether a key of that name, which is not the one we hold, was made by us or by somebody that we took over from. */
    boolean mayClear(String keyName) {
        return KeyName.isUpTo(keyName, row.identity().accountId(), generation);
    }

    /** The same for the same wish of a key, so that a provider that heeds it makes only one, however often it is asked. */
    String idempotencyKey() {
        return row.identity().accountId()
                + '-'
                + Long.toString(generation, Character.MAX_RADIX)
                + '-'
                + row.status().reissues();
    }

    CallContext context() {
        return new CallContext(priority, meter);
    }

    /** What the recipe's templates may use; what steps extracted is added to it. */
    Map<String, String> values() {
        return values;
    }

    /** What the provider's pages told this account's browser to remember. */
    CookieJar cookies() {
        return cookies;
    }

    MailboxProvider.Session session() {
        return session;
    }

    void session(MailboxProvider.Session opened) {
        session = opened;
    }

    /** The provider was asked for a mail just now. */
    void mailAsked() {
        mailAskedNanos = System.nanoTime();
    }

    long mailAskedNanos() {
        return mailAskedNanos;
    }

    void begun() {
        sinceNanos = System.nanoTime();
    }

    /** Everything since the last transition, which this ends. */
    StepReport report(Effect effect) {
        long now = System.nanoTime();
        StepReport report =
                new StepReport(effect.step(), now - sinceNanos, meter.calls(), meter.refused(), meter.lastStatus());
        meter = new CallMeter();
        sinceNanos = now;
        return report;
    }

    private static String base(String address) {
        return address.replaceAll("/+$", "");
    }
}
