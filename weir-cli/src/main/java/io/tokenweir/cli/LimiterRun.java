package io.tokenweir.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.tokenweir.report.limiter.LimiterFindings;
import io.tokenweir.report.limiter.LimiterProbing;
import io.tokenweir.report.limiter.ProbeBudget;
import io.tokenweir.report.limiter.ProbeKey;
import io.tokenweir.report.limiter.ProbeResult;
import io.tokenweir.report.limiter.ProbeStep;

/** Does what the probing asks for, tells it how calls ended, and says how far it is. Used by one thread. */
final class LimiterRun {
    private static final double NANOS = 1e9;
    private static final long SAY_EVERY_NANOS = 5_000_000_000L;
    private static final long LOOK_UP_NANOS = 200_000_000L;

    private final LimiterCalls calls;
    private final Interrupt interrupt;
    private final PrintStream err;
    private final BlockingQueue<ProbeResult> results = new LinkedBlockingQueue<>();
    private long sent;
    private long refused;
    private long saidNanos;

    LimiterRun(LimiterCalls calls, Interrupt interrupt, PrintStream err) {
        this.calls = calls;
        this.interrupt = interrupt;
        this.err = err;
    }

    LimiterFindings run(List<ProbeKey> keys, ProbeBudget budget) throws InterruptedException {
        long start = System.nanoTime();
        Instant epoch = Instant.now();
        long epochNanos = epoch.getEpochSecond() * (long) NANOS + epoch.getNano();
        LimiterProbing probing = new LimiterProbing(keys, budget, epochNanos, 0);
        while (!interrupt.isRequested()) {
            for (ProbeResult result = results.poll(); result != null; result = results.poll()) {
                take(probing, result);
            }
            long now = System.nanoTime() - start;
            say(probing, now, budget);
            ProbeStep step = probing.next(now);
            if (step instanceof ProbeStep.Done done) {
                return done.findings();
            }
            if (step instanceof ProbeStep.Send send) {
                sent++;
                calls.send(send, start, results::add);
            } else if (step instanceof ProbeStep.Wait wait) {
                ProbeResult result = results.poll(
                        Math.min(LOOK_UP_NANOS, Math.max(0, wait.untilNanos() - now)), TimeUnit.NANOSECONDS);
                if (result != null) {
                    take(probing, result);
                }
            }
        }
        probing.stop("stopped by Ctrl-C");
        return probing.findings();
    }

    private void take(LimiterProbing probing, ProbeResult result) {
        refused += result.verdict() == ProbeResult.Verdict.REFUSED ? 1 : 0;
        probing.observe(result);
    }

    private void say(LimiterProbing probing, long now, ProbeBudget budget) {
        if (now - saidNanos >= SAY_EVERY_NANOS) {
            saidNanos = now;
            err.printf(
                    Locale.ROOT,
                    "%5.0f s  %s: %d calls, %d refused; at most %.0f s to go%n",
                    now / NANOS,
                    probing.stage(),
                    sent,
                    refused,
                    Math.max(0, budget.nanos() - now) / NANOS);
        }
    }
}
