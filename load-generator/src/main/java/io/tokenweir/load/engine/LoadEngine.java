package io.tokenweir.load.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

import io.tokenweir.common.audit.ReactionAudit;
import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.load.certificate.ArrivalCertificate;
import io.tokenweir.load.prompt.PromptSource;
import io.tokenweir.load.schedule.Share;

/**
 * The engine: virtual users on event loops, all of a run's or one instance's share of them. Add scenarios, then start once.
 *
 * <p>Thread-safe after the start. Uses the loops given and leaves them open.
 */
public final class LoadEngine {
    private static final long SECOND_MICROS = 1_000_000L;

    private final RunContext run;
    private final int partitions;
    private final String userAgent;
    private final Share share;
    private final SegmentArchive archive = new SegmentArchive();
    private final List<LoadLoop> loops = new ArrayList<>();
    private final Map<ScenarioAssembly, AccountTurns> assemblies = new LinkedHashMap<>();
    private int usersSoFar;

    public LoadEngine(RunContext run, EngineLoops engineLoops, int partitions, String userAgent, Share share) {
        this.run = run;
        this.partitions = partitions;
        this.userAgent = userAgent;
        this.share = share;
        for (EngineLoops.Loop loop : engineLoops.loops()) {
            loops.add(new LoadLoop(loops.size(), loop, run, partitions, archive));
        }
    }

    /**
     * Adds a scenario; its virtual users take the accounts in turns, where the scenario before it left off.
     *
     * @param away target that is fallen back to; null: the same
     * @param prompts null when the scenario replays a trace, which brings its own
     * @param traceArrivals gives a loop its share of a trace; null unless the scenario replays one
     */
    public void add(
            String name,
            LoadSpec spec,
            String model,
            long seed,
            List<KeyedAccount> accounts,
            FallBackTarget away,
            PromptSource prompts,
            IntFunction<ArrivalSource> traceArrivals) {
        ScenarioAssembly assembly = new ScenarioAssembly(name, spec, model, seed, share);
        AccountTurns turns = new AccountTurns(usersSoFar, share, account -> user(account, away));
        usersSoFar += assembly.users();
        assemblies.put(assembly, turns);
        assembly.addTo(loops, turns.over(accounts), prompts, traceArrivals);
    }

    /** How many connections a scenario may have at once, over all its instances: a virtual user's requests that go out together have one each. */
    public static long connections(String name, LoadSpec spec, long seed) {
        long users = users(name, spec, seed);
        return spec.fanOut() == null ? users : users * new FanOut(spec.fanOut(), seed).parallelism();
    }

    /** How many virtual users a scenario has at most, over all its instances. */
    public static int users(String name, LoadSpec spec, long seed) {
        return new ScenarioAssembly(name, spec, null, seed, Share.WHOLE).users();
    }

    /** Sends with other accounts from now on; maybe with none. Called by one thread. */
    public void use(List<KeyedAccount> accounts) {
        assemblies.forEach((assembly, turns) -> assembly.turnTo(turns.over(accounts)));
    }

    /** Breaks off what goes on with accounts that are not held any more. */
    public void cutOff(String why) {
        assemblies.keySet().forEach(assembly -> assembly.cutOff(why));
    }

    private UserAccount user(KeyedAccount account, FallBackTarget away) {
        UserAccount user = new UserAccount(account, partitions, run.target(), run.adapter(), userAgent);
        if (away != null) {
            String key = away.key() == null ? account.apiKey() : away.key();
            KeyedAccount there = new KeyedAccount(account.accountId(), key);
            user.fallBackTo(new UserAccount(there, partitions, away.target(), run.adapter(), userAgent));
        }
        return user;
    }

    /** Starts; completes when every loop has handed its last events and marks over. */
    public CompletableFuture<Void> start() {
        long nowMicros = run.wall().micros(System.nanoTime());
        long firstBoundary = (nowMicros / SECOND_MICROS + 1) * SECOND_MICROS;
        loops.forEach(loop -> loop.start(firstBoundary));
        Canary canary = Canary.start(loops);
        return all(loops.stream().map(LoadLoop::whenDone).toList())
                .thenCompose(done -> {
                    List<CompletableFuture<Long>> next =
                            loops.stream().map(LoadLoop::freeze).toList();
                    return all(next)
                            .thenApply(frozen -> next.stream()
                                    .mapToLong(CompletableFuture::join)
                                    .max()
                                    .orElseThrow());
                })
                .thenCompose(last ->
                        all(loops.stream().map(loop -> loop.finish(last)).toList()))
                .whenComplete((ended, failure) -> canary.close());
    }

    /** What became of a segment that has ended on all loops, over all of them; to be asked once. */
    public SegmentOutcome outcome(int segment) {
        List<SegmentBooks> books = archive.take(segment);
        ReactionAudit reactions =
                new ReactionAudit(run.startNanos() + run.segments().startNanos(segment));
        books.forEach(ofLoop -> reactions.merge(ofLoop.audit()));
        ExponentialHistogram lateness = new ExponentialHistogram();
        books.forEach(ofLoop -> lateness.merge(ofLoop.lateness));
        List<ArrivalCertificate> certificates = assemblies.keySet().stream()
                .flatMap(assembly -> assembly.certificate(run.startNanos(), run.segments(), segment, books).stream())
                .toList();
        ActionBook actions = new ActionBook();
        books.forEach(ofLoop -> actions.merge(ofLoop.actions()));
        return new SegmentOutcome(
                SegmentBooks.total(books), reactions.report(), certificates, lateness, actions.report());
    }

    /** Starts no more requests; what is open may go on. */
    public void stop() {
        loops.forEach(LoadLoop::stop);
    }

    /** Ends everything that is open. */
    public void cancel(String why) {
        loops.forEach(loop -> loop.cancel(why));
    }

    private static <T> CompletableFuture<Void> all(List<CompletableFuture<T>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }
}
