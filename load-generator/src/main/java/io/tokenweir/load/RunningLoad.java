package io.tokenweir.load;

import java.util.concurrent.CompletionStage;

import io.tokenweir.load.account.AccountUser;
import io.tokenweir.load.summary.RunSummary;

/** A load run under way. Thread-safe. */
public interface RunningLoad extends AccountUser {
    /**
     * Completes when every event, the last ticks and the end markers have been handed to the publisher, and it has had time
     * to have them acknowledged. Fails when the run could not go on, after an orderly end.
     */
    CompletionStage<LoadResult> done();

    /** Ends the run early: nothing new is started, open streams may drain for a few seconds. Later calls change nothing. */
    @Override
    void stop(String reason);

    LiveCounters counters();

    /** What was measured; once {@link #done} has completed with a result, null before. */
    RunSummary summary();
}
