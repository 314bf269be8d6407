package io.tokenweir.simulator;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

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

/** Changes single settings of a {@link SimulatorConfig}. Not thread-safe. */
public final class SimulatorConfigBuilder {
    private final SimulatorConfig base;
    private int apiPort;
    private String host;
    private int mailboxPort;
    private int smtpPort;
    private long seed;
    private boolean acceptAnyKey;
    private List<String> keys;
    private Path truthLog;
    private final Map<String, ModelConfig> models;
    private QuotaConfig quota;
    private SignUpConfig signUp;
    private PortalConfig portal;
    private MailConfig mail;
    private StreamConfig stream;
    private AnswerConfig answers;
    private GatewayConfig gateway;
    private SpendConfig spend;
    private List<LimitChange> limitChanges;
    private QualityConfig quality;
    private List<ChaosRule> chaos;
    private TruthConfig truth;
    private ApiConfig api;

    SimulatorConfigBuilder(SimulatorConfig base) {
        this.base = base;
        host = base.host();
        apiPort = base.apiPort();
        mailboxPort = base.mailboxPort();
        smtpPort = base.smtpPort();
        seed = base.seed();
        acceptAnyKey = base.acceptAnyKey();
        keys = base.keys();
        truthLog = base.truthLog();
        models = new LinkedHashMap<>(base.models());
        quota = base.quota();
        signUp = base.signUp();
        portal = base.portal();
        mail = base.mail();
        stream = base.stream();
        answers = base.answers();
        gateway = base.gateway();
        spend = base.spend();
        limitChanges = base.limitChanges();
        quality = base.quality();
        chaos = base.chaos();
        truth = base.truth();
        api = base.api();
    }

    /** Ports of API and portal, mailbox API, and mail server; 0: a free one. */
    public SimulatorConfigBuilder ports(int api, int mailbox, int smtp) {
        apiPort = api;
        mailboxPort = mailbox;
        smtpPort = smtp;
        return this;
    }

    /** Address to listen on. */
    public SimulatorConfigBuilder host(String address) {
        host = address;
        return this;
    }

    public SimulatorConfigBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    public SimulatorConfigBuilder acceptAnyKey(boolean accept) {
        acceptAnyKey = accept;
        return this;
    }

    /** Keys that exist from the start; only these, and those from the portal, are then accepted. */
    public SimulatorConfigBuilder keys(List<String> keys) {
        this.keys = List.copyOf(keys);
        return acceptAnyKey(false);
    }

    public SimulatorConfigBuilder truthLog(Path file) {
        truthLog = file;
        return this;
    }

    /** Adds a model, or replaces the one of that name. */
    public SimulatorConfigBuilder model(String name, ModelConfig model) {
        models.put(name, model);
        return this;
    }

    /** Changes a model that exists. */
    public SimulatorConfigBuilder model(String name, UnaryOperator<ModelConfig> change) {
        return model(name, change.apply(Objects.requireNonNull(models.get(name), name)));
    }

    public SimulatorConfigBuilder quota(QuotaConfig quota) {
        this.quota = quota;
        return this;
    }

    public SimulatorConfigBuilder signUp(SignUpConfig signUp) {
        this.signUp = signUp;
        return this;
    }

    public SimulatorConfigBuilder portal(PortalConfig portal) {
        this.portal = portal;
        return this;
    }

    public SimulatorConfigBuilder mail(MailConfig mail) {
        this.mail = mail;
        return this;
    }

    public SimulatorConfigBuilder stream(StreamConfig stream) {
        this.stream = stream;
        return this;
    }

    public SimulatorConfigBuilder answers(AnswerConfig answers) {
        this.answers = answers;
        return this;
    }

    public SimulatorConfigBuilder gateway(GatewayConfig gateway) {
        this.gateway = gateway;
        return this;
    }

    public SimulatorConfigBuilder spend(SpendConfig spend) {
        this.spend = spend;
        return this;
    }

    /** Changes of limits at known instants. */
    public SimulatorConfigBuilder limitChanges(List<LimitChange> changes) {
        limitChanges = List.copyOf(changes);
        return this;
    }

    /** How answers get worse with load. */
    public SimulatorConfigBuilder quality(QualityConfig quality) {
        this.quality = quality;
        return this;
    }

    /** Rules of chaos, in the place of all that were there. */
    public SimulatorConfigBuilder chaos(List<ChaosRule> rules) {
        chaos = List.copyOf(rules);
        return this;
    }

    public SimulatorConfigBuilder truth(TruthConfig truth) {
        this.truth = truth;
        return this;
    }

    /** What requests are taken, and what is kept of them. */
    public SimulatorConfigBuilder api(ApiConfig api) {
        this.api = api;
        return this;
    }

    public SimulatorConfig build() {
        return new SimulatorConfig(
                host,
                apiPort,
                mailboxPort,
                smtpPort,
                base.ioThreads(),
                seed,
                base.organization(),
                acceptAnyKey,
                keys,
                truthLog,
                Map.copyOf(models),
                quota,
                signUp,
                portal,
                mail,
                stream,
                answers,
                base.profile(),
                gateway,
                spend,
                limitChanges,
                base.voices(),
                quality,
                chaos,
                truth,
                api);
    }
}
