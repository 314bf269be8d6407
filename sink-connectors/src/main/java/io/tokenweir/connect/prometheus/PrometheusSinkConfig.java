package io.tokenweir.connect.prometheus;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The settings of one Prometheus sink, and what they ask for. */
final class PrometheusSinkConfig extends AbstractConfig {
    static final ConfigDef DEFINITION = PrometheusSinkSettings.definition();

    private static final long THREE_WINDOWS_MILLIS = 3_000;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** Well below max.poll.interval.ms, after which the group would think that the task hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    PrometheusSinkConfig(Map<String, String> settings) {
        super(DEFINITION, settings, false);
        if (!scrapes() && !writesRemotely() && !exportsOtlp()) {
            throw new ConfigException("The Prometheus sink has nowhere to go; set '"
                    + PrometheusSinkSettings.REMOTE_URL + "' or '" + PrometheusSinkSettings.SCRAPE_PORT + "' or '"
                    + OtlpSettings.ENDPOINT + "' (or several).");
        }
    }

    int windowSeconds() {
        return Integer.parseInt(getString(PrometheusSinkSettings.WINDOW_SECONDS));
    }

    MetricNaming naming() {
        return MetricNaming.of(getString(PrometheusSinkSettings.NAMING));
    }

    boolean scrapes() {
        return getInt(PrometheusSinkSettings.SCRAPE_PORT) != PrometheusSinkSettings.NO_SCRAPE;
    }

    boolean exportsOtlp() {
        return !getString(OtlpSettings.ENDPOINT).isEmpty();
    }

    boolean writesRemotely() {
        return !getString(PrometheusSinkSettings.REMOTE_URL).isEmpty();
    }

    RemoteWriteClient remoteWriteClient() {
        return new RemoteWriteClient(
                URI.create(getString(PrometheusSinkSettings.REMOTE_URL)),
                Duration.ofMillis(getInt(PrometheusSinkSettings.REMOTE_TIMEOUT)),
                authorization());
    }

    Negotiator.Choice protocol() {
        return Negotiator.Choice.of(getString(PrometheusSinkSettings.PROTOCOL));
    }

    Sampler sampler() {
        return new Sampler(
                naming(),
                Sampler.Form.of(getString(PrometheusSinkSettings.HISTOGRAMS)),
                getInt(PrometheusSinkSettings.HISTOGRAM_SCHEMA));
    }

    RetryPolicy retries() {
        return new RetryPolicy(
                getInt(PrometheusSinkSettings.REMOTE_TRIES),
                FIRST_WAIT,
                LONGEST_WAIT,
                PATIENCE,
                new SplittableRandom());
    }

    /** Three windows at least: a series speaks once in each. */
    long staleAfterMillis() {
        return Math.max(getInt(PrometheusSinkSettings.STALE_AFTER), windowSeconds() * THREE_WINDOWS_MILLIS);
    }

    BoundedPoints boundedPoints() {
        LabelLimits limits = new LabelLimits(
                Set.copyOf(getList(PrometheusSinkSettings.LABELS)),
                getInt(PrometheusSinkSettings.LABEL_VALUES),
                staleAfterMillis());
        return new BoundedPoints(naming(), limits);
    }

    boolean tellsAccounts() {
        return getBoolean(PrometheusSinkSettings.ACCOUNT_HASH);
    }

    private String authorization() {
        String token = getPassword(PrometheusSinkSettings.REMOTE_TOKEN).value();
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        String user = getString(PrometheusSinkSettings.REMOTE_USER);
        if (user.isEmpty()) {
            return "";
        }
        String pair =
                user + ":" + getPassword(PrometheusSinkSettings.REMOTE_PASSWORD).value();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
