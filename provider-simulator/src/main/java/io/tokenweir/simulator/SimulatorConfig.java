package io.tokenweir.simulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.tokenweir.simulator.config.AnswerConfig;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.config.PortalConfig;
import io.tokenweir.simulator.config.QuotaConfig;
import io.tokenweir.simulator.config.SignUpConfig;
import io.tokenweir.simulator.config.StreamConfig;

/**
 * Everything that decides how a simulated provider behaves. Immutable. The defaults are the file
 * {@code profiles/openai-like.yaml}; {@link #load(Path)} lays a user's file over them.
 *
 * @param host address to listen on
 * @param apiPort port of the API and the portal; 0: a free one
 * @param mailboxPort port of the mailbox API; 0: a free one
 * @param smtpPort port of the mail server; 0: a free one
 * @param ioThreads event loops that read requests and write tokens
 * @param seed decides answers, jitter and delays
 * @param acceptAnyKey whether every bearer key is an account of its own
 * @param keys keys that exist from the start, one account each
 * @param truthLog file of the request log; null: kept in memory only
 */
public record SimulatorConfig(
        String host,
        int apiPort,
        int mailboxPort,
        int smtpPort,
        int ioThreads,
        long seed,
        String organization,
        boolean acceptAnyKey,
        List<String> keys,
        Path truthLog,
        Map<String, ModelConfig> models,
        QuotaConfig quota,
        SignUpConfig signUp,
        PortalConfig portal,
        MailConfig mail,
        StreamConfig stream,
        AnswerConfig answers) {

    /** The default profile. */
    public static SimulatorConfig defaults() {
        return ConfigLoader.defaults();
    }

    /**
     * The default profile with the keys of {@code file} (YAML) laid over it.
     *
     * @throws IllegalArgumentException with one sentence (file, line, what, how to mend) when the file is not usable
     */
    public static SimulatorConfig load(Path file) {
        return ConfigLoader.load(file);
    }

    /** A builder that starts from this configuration. */
    public SimulatorConfigBuilder toBuilder() {
        return new SimulatorConfigBuilder(this);
    }

    /** A builder that starts from the default profile. */
    public static SimulatorConfigBuilder builder() {
        return defaults().toBuilder();
    }
}
