package io.tokenweir.simulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.tokenweir.simulator.config.AnswerConfig;
import io.tokenweir.simulator.config.ApiConfig;
import io.tokenweir.simulator.config.ChaosRule;
import io.tokenweir.simulator.config.GatewayConfig;
import io.tokenweir.simulator.config.LimitChange;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.config.PortalConfig;
import io.tokenweir.simulator.config.QualityConfig;
import io.tokenweir.simulator.config.QuotaConfig;
import io.tokenweir.simulator.config.SignUpConfig;
import io.tokenweir.simulator.config.SpendConfig;
import io.tokenweir.simulator.config.StreamConfig;
import io.tokenweir.simulator.config.TruthConfig;
import io.tokenweir.simulator.config.VoiceConfig;

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
 * @param profile what this configuration was laid over: the name of a built-in profile, or a file
 * @param voices how limits are told, by whose wire format the request was made in: {@code openai}, {@code anthropic},
 *     {@code azure}; and by the {@code gateway} in front
 * @param api what requests are taken, and what is kept of them
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
        AnswerConfig answers,
        String profile,
        GatewayConfig gateway,
        SpendConfig spend,
        List<LimitChange> limitChanges,
        Map<String, VoiceConfig> voices,
        QualityConfig quality,
        List<ChaosRule> chaos,
        TruthConfig truth,
        ApiConfig api) {

    public SimulatorConfig {
        truth = truth == null ? TruthConfig.usual() : truth;
    }

    /** The profile that is laid under all others. */
    public static final String DEFAULT_PROFILE = "openai-like";

    /** The default profile. */
    public static SimulatorConfig defaults() {
        return ConfigLoader.defaults();
    }

    /**
     * The keys of {@code file} (YAML) laid over the profile that it names, else over the default one.
     *
     * @throws IllegalArgumentException with one sentence (file, line, what, how to mend) when the file is not usable
     */
    public static SimulatorConfig load(Path file) {
        return ConfigLoader.load(file);
    }

    /**
     * A profile.
     *
     * @param nameOrFile name of a built-in profile, or path of a file
     * @throws IllegalArgumentException with one sentence when there is none, or it is not usable
     */
    public static SimulatorConfig profile(String nameOrFile) {
        return ConfigLoader.profile(nameOrFile);
    }

    /** The keys of {@code file} laid over a profile, whatever profile the file itself names. */
    public static SimulatorConfig load(String nameOrFile, Path file) {
        return ConfigLoader.load(nameOrFile, file);
    }

    /** Names of the built-in profiles. */
    public static List<String> profiles() {
        return Profiles.names();
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
