package io.tokenweir.provision;

import java.util.concurrent.CompletionStage;

/** Provisioning under way. Thread-safe. */
public interface RunningProvision extends AutoCloseable {
    /**
     * Completes when every account is ready or has its final cause, and the log is closed. Fails when the log cannot be
     * written: with {@link io.tokenweir.common.publish.AtomicPublisher.FencedException} when another process took over.
     */
    CompletionStage<ProvisionResult> done();

    ProvisionProgress progress();

    /** Completes when the limits that are declared are known, before the first account is begun. */
    CompletionStage<ProvisionForecast> forecast();

    /** Begins nothing more and closes the log; {@link #done} then completes, cut short. What is half-made can be resumed. */
    void stop();

    /** Drops everything at once, as a crash would; {@link #done} fails. After {@link #done} it does nothing. */
    @Override
    void close();
}
