package io.tokenweir.provision;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import io.tokenweir.common.publish.AtomicPublisher;
import io.tokenweir.events.AccountState;
import io.tokenweir.provision.account.AccountIdentity;
import io.tokenweir.provision.account.AccountStatus;
import io.tokenweir.provision.account.Fact;
import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.CallMeter;
import io.tokenweir.provision.http.GroupLimit;
import io.tokenweir.provision.http.GroupStats;
import io.tokenweir.provision.http.HttpTransport;
import io.tokenweir.provision.http.PacedHttp;
import io.tokenweir.provision.log.AccountEvents;
import io.tokenweir.provision.log.AccountLog;
import io.tokenweir.provision.log.AccountRow;
import io.tokenweir.provision.log.StepReport;
import io.tokenweir.provision.log.Transition;
import io.tokenweir.provision.mail.LinkChooser;
import io.tokenweir.provision.mail.MailAwaiter;
import io.tokenweir.provision.mail.Mailbox;
import io.tokenweir.provision.mail.MailboxProvider;
import io.tokenweir.provision.mail.Mailboxes;
import io.tokenweir.provision.recipe.Recipe;
import io.tokenweir.provision.recipe.RecipeRunner;

/**
 * The threads and clients of one provisioning, from its beginning to its result. One thread has the accounts, their calls and
 * their timers; the log has another.
 */
final class ProvisionSession implements RunningProvision {
    /**
     * How old the last proof may be that nobody took over, when a call that changes something is sent. An heir needs longer
     * than this from fencing us to the last look at an account's keys: it starts, reads the log, logs in, lists and proves.
     */
    private static final long FENCE_AGE_NANOS = 200_000_000L;

    private final ProvisionPlan plan;
    private final AtomicPublisher publisher;
    private final AccountLog log;
    private final long generation;
    private final HttpTransport transport;
    private final PacedHttp http;
    private final MailboxProvider mailboxes;
    private final Conductor conductor;
    private final CompletableFuture<ProvisionResult> done = new CompletableFuture<>();
    private final long begunNanos = System.nanoTime();
    private final SecureRandom random = new SecureRandom();
    private final CompletableFuture<ProvisionForecast> forecast = new CompletableFuture<>();
    private volatile boolean limitDeclared;
    private volatile boolean cutShort;
    /** Accounts that are wanted, but not in the log yet. */
    private final AtomicInteger unplanned = new AtomicInteger();

    private volatile Headway begunAt = Headway.of(Map.of());
    private int reused;
    private int resumed;

    /** @param generation what the publisher's claim gave */
    ProvisionSession(
            ProvisionPlan plan, AtomicPublisher publisher, AccountEvents events, long gatherNanos, long generation) {
        this.plan = plan;
        this.publisher = publisher;
        this.generation = generation;
        this.log = new AccountLog(publisher, events, gatherNanos, this::logBroke);
        this.transport = new HttpTransport(
                "weir-provision", "tokenweir/0.1 (run " + plan.run().runId() + ")");
        ScheduledExecutorService loop = transport.loop();
        this.http =
                new PacedHttp(transport, plan.guard(), random, plan.patience(), () -> log.confirmed(FENCE_AGE_NANOS));
        this.mailboxes = Mailboxes.of(plan.mailbox(), http);
        Recipe recipe = plan.recipe();
        LinkChooser chooser = new LinkChooser(recipe.mail(), linkOrigin(plan));
        EffectRunner effects = new EffectRunner(
                new RecipeRunner(recipe, http), mailboxes, new MailAwaiter(loop, chooser, plan.mailWait()));
        this.conductor =
                new Conductor(loop, log, effects, new StartGate(plan.parallelism(), plan.starts(), http::stats));
    }

    /** What the log knows decides what is left to do. Throws before anything is called when that exceeds a cap. */
    void begin(List<AccountRow> known) {
        TopUp topUp = TopUp.plan(known, plan.count());
        plan.caps().check(plan.batch(), known.size(), topUp.newIndices().size());
        reused = topUp.ready().size();
        resumed = topUp.halfMade().size();
        topUp.ready().forEach(row -> conductor.addFinal(row.status()));
        topUp.halfMade().forEach(row -> conductor.add(work(row, Fact.of(Fact.Kind.RESUMED))));
        topUp.leftovers().forEach(row -> conductor.add(work(row, Fact.of(Fact.Kind.RESUMED))));
        begunAt = Headway.of(conductor.states());
        unplanned.set(topUp.newIndices().size());
        go(learnLimit().thenCompose(nothing -> {
            forecast.complete(ProvisionForecast.of(topUp, rates()));
            return planNew(topUp.newIndices());
        }));
    }

    /** Gives accounts back, or takes their keys away, instead of making any. */
    void end(List<AccountRow> rows, Fact.Kind why) {
        rows.forEach(row -> conductor.add(work(row, Fact.of(why))));
        forecast.complete(ProvisionForecast.of(TopUp.plan(List.of(), 0), List.of()));
        go(CompletableFuture.completedFuture(null));
    }

    private void go(CompletableFuture<Void> prepared) {
        conductor
                .finished()
                .whenCompleteAsync(
                        (nothing, failure) -> end(failure), task -> new Thread(task, "weir-provision-end").start());
        prepared.whenComplete((nothing, failure) -> {
            if (failure == null) {
                conductor.begin();
            } else {
                conductor.fail(failure);
            }
        });
    }

    private List<ProvisionForecast.GroupRate> rates() {
        List<ProvisionForecast.GroupRate> rates = new ArrayList<>();
        GroupStats mailbox = http.stats().get(MailboxProvider.GROUP);
        int mailboxCalls = plan.mailbox().kind().callsPerAccount();
        if (mailboxCalls > 0) {
            // a service that was not asked for its limit has not been called yet
            double perSecond = mailbox == null ? GroupLimit.LEARNED.startPerSecond() : mailbox.ratePerSecond();
            rates.add(new ProvisionForecast.GroupRate(MailboxProvider.GROUP, mailboxCalls, perSecond, limitDeclared));
        }
        plan.recipe().callsPerAccount().forEach((group, calls) -> {
            GroupLimit declared = plan.recipe().limits().get(group);
            double perSecond = (declared == null ? GroupLimit.LEARNED : declared).startPerSecond();
            rates.add(new ProvisionForecast.GroupRate(group, calls, perSecond, declared != null));
        });
        return rates;
    }

    private CompletableFuture<Void> learnLimit() {
        if (plan.learnsLimits()) {
            return CompletableFuture.completedFuture(null);
        }
        return mailboxes
                .declaredLimit(new CallContext(0, new CallMeter()))
                .thenAccept(declared -> declared.ifPresent(perSecond -> {
                    limitDeclared = true;
                    http.limit(MailboxProvider.GROUP, GroupLimit.declared(perSecond));
                }));
    }

    /** Wishes are in the log, with their passwords, before anybody outside hears of them. */
    private CompletableFuture<Void> planNew(List<Integer> indices) {
        if (indices.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return mailboxes.domain(new CallContext(0, new CallMeter())).thenCompose(domain -> {
            Passwords passwords = new Passwords(random);
            List<CompletableFuture<Void>> commits = new ArrayList<>();
            for (int index : indices) {
                AccountIdentity identity = AccountIdentity.derive(plan.seed(), plan.batch(), index, domain);
                AccountRow row = new AccountRow(
                        identity,
                        new Mailbox(identity.email(), passwords.next()),
                        passwords.next(),
                        AccountStatus.planned());
                commits.add(log.append(new Transition(AccountState.PLANNED, row, StepReport.silent("plan"))));
                conductor.add(work(row, Fact.of(Fact.Kind.BEGUN)));
                unplanned.decrementAndGet();
            }
            return CompletableFuture.allOf(commits.toArray(CompletableFuture<?>[]::new));
        });
    }

    private AccountWork work(AccountRow row, Fact opening) {
        return new AccountWork(row, opening, plan.endpoints(), row.identity().index(), generation);
    }

    static URI linkOrigin(ProvisionPlan plan) {
        String template = plan.recipe().mail().linkOrigin();
        if (template == null) {
            return null;
        }
        Endpoints endpoints = plan.endpoints();
        return URI.create(template.replace("{{portal}}", endpoints.portal().toString())
                .replace("{{api}}", endpoints.api().toString()));
    }

    private void end(Throwable failure) {
        try {
            if (failure == null) {
                log.finish(cutShort);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
        release();
        if (failure == null) {
            done.complete(result());
        } else {
            done.completeExceptionally(failure instanceof CompletionException ? failure.getCause() : failure);
        }
    }

    private ProvisionResult result() {
        int ready = conductor.states().getOrDefault(AccountState.READY, 0);
        long firstReady = conductor.firstReadyNanos();
        return new ProvisionResult(
                plan.count(),
                ready,
                reused,
                resumed,
                conductor.causes().values().stream().mapToInt(Integer::intValue).sum(),
                conductor.causes(),
                conductor.unreconciled(),
                conductor.keysLeft(),
                http.stats(),
                elapsed(),
                firstReady < 0 ? null : Duration.ofNanos(firstReady),
                cutShort);
    }

    @Override
    public CompletionStage<ProvisionResult> done() {
        return done;
    }

    @Override
    public CompletionStage<ProvisionForecast> forecast() {
        return forecast;
    }

    @Override
    public ProvisionProgress progress() {
        var states = conductor.states();
        int toPlan = unplanned.get();
        if (toPlan > 0) {
            states.merge(AccountState.PLANNED, toPlan, Integer::sum);
        }
        Duration elapsed = elapsed();
        Duration remaining = Headway.of(states).remaining(begunAt, elapsed);
        return new ProvisionProgress(plan.count(), states, http.stats(), elapsed, remaining);
    }

    @Override
    public void stop() {
        cutShort = !done.isDone() && !conductor.finished().isDone();
        conductor.abandon();
    }

    @Override
    public void close() {
        if (!done.isDone()) {
            conductor.fail(new IllegalStateException("Provisioning was closed."));
            log.close();
            release();
        }
    }

    /** Called on the log's thread: what is queued or about to be repeated must not be sent any more. */
    private void logBroke(RuntimeException failure) {
        http.stop();
        conductor.fail(failure);
    }

    private void release() {
        http.stop();
        mailboxes.close();
        transport.close();
        publisher.close();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begunNanos);
    }
}
