package io.tokenweir.connect.prometheus;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the Prometheus sink. */
final class PrometheusSinkConfig extends AbstractConfig {
    static final String WINDOW_SECONDS = "window.seconds";
    static final String NAMING = "metric.naming";
    static final String SCRAPE_HOST = "scrape.host";
    static final String SCRAPE_PORT = "scrape.port";
    static final String SCRAPE_MAX_RUNS = "scrape.max.runs";
    static final String REMOTE_URL = "remote.write.url";
    static final String REMOTE_USER = "remote.write.username";
    static final String REMOTE_PASSWORD = "remote.write.password";
    static final String REMOTE_TOKEN = "remote.write.bearer.token";
    static final String REMOTE_TIMEOUT = "remote.write.timeout.ms";
    static final String REMOTE_TRIES = "remote.write.max.tries";
    static final String REMOTE_BATCH = "remote.write.batch.samples";
    static final String HISTOGRAM_SCHEMA = "remote.write.histogram.schema";

    private static final int NO_SCRAPE = -1;
    private static final int LARGEST_PORT = 65_535;
    private static final int COARSEST_SCHEMA = -4;
    private static final int FINEST_SCHEMA = 6;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final String SCRAPE = "Scrape endpoint";
    private static final String REMOTE = "Remote write";

    static final ConfigDef DEFINITION = definition();

    PrometheusSinkConfig(Map<String, String> settings) {
        super(DEFINITION, settings, false);
        if (!scrapes() && !writesRemotely() && !exportsOtlp()) {
            throw new ConfigException("The Prometheus sink has nowhere to go; set '" + REMOTE_URL + "' or '"
                    + SCRAPE_PORT + "' or '" + OtlpSettings.ENDPOINT + "' (or several).");
        }
    }

    private static ConfigDef definition() {
        ConfigDef def = new ConfigDef();
        def.define(
                WINDOW_SECONDS,
                Type.STRING,
                "1",
                ValidString.in("1", "10", "60"),
                Importance.MEDIUM,
                "Which windows feed the sink, by their length in seconds. Longer ones mean fewer samples.",
                "Input",
                1,
                ConfigDef.Width.SHORT,
                "Window");
        def.define(
                NAMING,
                Type.STRING,
                "prometheus",
                ValidString.in("prometheus", "opentelemetry"),
                Importance.MEDIUM,
                "Names of metrics and labels: prometheus: ours throughout; opentelemetry: those of OpenTelemetry's GenAI"
                        + " conventions where these have one, in Prometheus' translation.",
                "Input",
                2,
                ConfigDef.Width.SHORT,
                "Naming");
        text(def, SCRAPE_HOST, "127.0.0.1", SCRAPE, 1, "Address on which the scrape endpoint listens.");
        number(
                def,
                SCRAPE_PORT,
                NO_SCRAPE,
                Range.between(NO_SCRAPE, LARGEST_PORT),
                SCRAPE,
                2,
                "Port of the scrape endpoint, path /metrics; 0: any free one, told in the log; -1: no endpoint. With an"
                        + " endpoint the connector runs one task.");
        number(
                def,
                SCRAPE_MAX_RUNS,
                8,
                Range.atLeast(1),
                SCRAPE,
                3,
                "Runs whose values the endpoint keeps, the newest ones.");
        text(
                def,
                REMOTE_URL,
                "",
                REMOTE,
                1,
                "URL of a remote-write 1.0 receiver, e.g. http://prometheus:9090/api/v1/write; empty: none.");
        text(def, REMOTE_USER, "", REMOTE, 2, "User for basic authentication.");
        secret(def, REMOTE_PASSWORD, 3, "Password of that user.");
        secret(def, REMOTE_TOKEN, 4, "Token for bearer authentication, instead of user and password.");
        number(def, REMOTE_TIMEOUT, 10_000, Range.atLeast(1), REMOTE, 5, "Time for one request, milliseconds.");
        number(
                def,
                REMOTE_TRIES,
                8,
                Range.atLeast(1),
                REMOTE,
                6,
                "Attempts of one request while the server is away, before the batch is given back to Connect, which pauses"
                        + " and comes again.");
        number(def, REMOTE_BATCH, 5_000, Range.atLeast(1), REMOTE, 7, "Samples in one request, at most.");
        number(
                def,
                HISTOGRAM_SCHEMA,
                5,
                Range.between(COARSEST_SCHEMA, FINEST_SCHEMA),
                REMOTE,
                8,
                "Resolution of native histograms: 6 as measured (0.54 % error), 5 (1.1 %), 4 (2.2 %), 3 (4.3 %); each step"
                        + " halves the buckets.");
        OtlpSettings.define(def);
        return def;
    }

    private static void text(ConfigDef def, String key, String otherwise, String group, int order, String doc) {
        def.define(key, Type.STRING, otherwise, Importance.MEDIUM, doc, group, order, ConfigDef.Width.LONG, key);
    }

    private static void secret(ConfigDef def, String key, int order, String doc) {
        def.define(key, Type.PASSWORD, "", Importance.MEDIUM, doc, REMOTE, order, ConfigDef.Width.LONG, key);
    }

    private static void number(
            ConfigDef def, String key, int otherwise, Range range, String group, int order, String doc) {
        def.define(key, Type.INT, otherwise, range, Importance.MEDIUM, doc, group, order, ConfigDef.Width.SHORT, key);
    }

    int windowSeconds() {
        return Integer.parseInt(getString(WINDOW_SECONDS));
    }

    MetricNaming naming() {
        return MetricNaming.of(getString(NAMING));
    }

    boolean scrapes() {
        return getInt(SCRAPE_PORT) != NO_SCRAPE;
    }

    boolean exportsOtlp() {
        return !getString(OtlpSettings.ENDPOINT).isEmpty();
    }

    boolean writesRemotely() {
        return !getString(REMOTE_URL).isEmpty();
    }

    RemoteWriteClient remoteWriteClient() {
        return new RemoteWriteClient(url(), Duration.ofMillis(getInt(REMOTE_TIMEOUT)), authorization());
    }

    RetryPolicy retries(RandomGenerator random) {
        return new RetryPolicy(getInt(REMOTE_TRIES), FIRST_WAIT, LONGEST_WAIT, random);
    }

    private URI url() {
        try {
            URI url = URI.create(getString(REMOTE_URL));
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new ConfigException(
                REMOTE_URL + " is no http or https URL; write it like http://prometheus:9090/api/v1/write.");
    }

    private String authorization() {
        String token = getPassword(REMOTE_TOKEN).value();
        if (!token.isEmpty()) {
            return "Bearer " + token;
        }
        String user = getString(REMOTE_USER);
        if (user.isEmpty()) {
            return "";
        }
        String pair = user + ":" + getPassword(REMOTE_PASSWORD).value();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
