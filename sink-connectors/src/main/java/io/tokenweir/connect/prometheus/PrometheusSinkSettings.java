package io.tokenweir.connect.prometheus;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Which settings the Prometheus sink has, and what each means. */
final class PrometheusSinkSettings {
    static final String WINDOW_SECONDS = "window.seconds";
    static final String NAMING = "metric.naming";
    static final String LABELS = "labels.allowed";
    static final String LABEL_VALUES = "labels.max.values";
    static final String ACCOUNT_HASH = "exemplars.account.hash";
    static final String SCRAPE_HOST = "scrape.host";
    static final String SCRAPE_PORT = "scrape.port";
    static final String SCRAPE_MAX_RUNS = "scrape.max.runs";
    static final String REMOTE_URL = "remote.write.url";
    static final String REMOTE_USER = "remote.write.username";
    static final String REMOTE_PASSWORD = "remote.write.password";
    static final String REMOTE_TOKEN = "remote.write.bearer.token";
    static final String PROTOCOL = "remote.write.protocol";
    static final String HISTOGRAMS = "remote.write.histograms";
    static final String HISTOGRAM_SCHEMA = "remote.write.histogram.schema";
    static final String REMOTE_BATCH = "remote.write.batch.samples";
    static final String REMOTE_TRIES = "remote.write.max.tries";
    static final String REMOTE_TIMEOUT = "remote.write.timeout.ms";
    static final String STALE_AFTER = "remote.write.stale.after.ms";

    static final int NO_SCRAPE = -1;

    private static final int LARGEST_PORT = 65_535;
    private static final int COARSEST_SCHEMA = -4;
    private static final int FINEST_SCHEMA = 6;
    private static final int SHORTEST_STALE = 2_000;

    private static final String INPUT = "Input and names";
    private static final String SCRAPE = "Scrape endpoint";
    private static final String REMOTE = "Remote write";
    private static final List<Object> LABEL_NAMES = List.of(
            "run_id",
            "segment",
            "vantage",
            "scenario",
            "stage",
            "provider",
            "model",
            "outcome",
            "kind",
            "cause",
            "state",
            "step",
            "source",
            "band",
            "gen_ai_operation_name",
            "gen_ai_provider_name",
            "gen_ai_request_model");

    private final ConfigDef def = new ConfigDef();
    private String group = INPUT;
    private int order;

    private PrometheusSinkSettings() {}

    static ConfigDef definition() {
        PrometheusSinkSettings settings = new PrometheusSinkSettings();
        settings.input();
        settings.group = SCRAPE;
        settings.order = 0;
        settings.scrape();
        settings.group = REMOTE;
        settings.order = 0;
        settings.remote();
        settings.retries();
        OtlpSettings.define(settings.def);
        return settings.def;
    }

    private void input() {
        choice(
                WINDOW_SECONDS,
                "Window",
                "Which windows feed the sink, by their length in seconds. Longer ones mean fewer samples.",
                "1",
                "10",
                "60");
        choice(
                NAMING,
                "Naming",
                "Names of metrics and labels: prometheus: ours throughout; opentelemetry: those of OpenTelemetry's GenAI"
                        + " conventions where these have one, in Prometheus' translation.",
                "prometheus",
                "opentelemetry");
        def.define(
                LABELS,
                Type.LIST,
                "",
                labelNames(),
                Importance.MEDIUM,
                "Labels that series may have, by their names under metric.naming; empty: all. Series that differ in no other"
                        + " label are summed up; gauges among them are dropped.",
                INPUT,
                ++order,
                Width.LONG,
                "Allowed labels",
                recommend(LABEL_NAMES));
        number(
                LABEL_VALUES,
                "Values of a label",
                200,
                Range.atLeast(1),
                "How many values of one label a task gives series of their own at once, the first ones that come; any further"
                        + " one is summed up under 'other'. A place becomes free when its series are ended. Runs and segments are not counted: they end.");
        def.define(
                ACCOUNT_HASH,
                Type.BOOLEAN,
                false,
                Importance.LOW,
                "Whether exemplars tell the account of their request, as the first 8 bytes of its id's SHA-256. Never the id"
                        + " or the key. Exemplars need weir.requests among the topics.",
                INPUT,
                ++order,
                Width.SHORT,
                "Account in exemplars",
                recommend(List.of(false, true)));
    }

    private void scrape() {
        text(SCRAPE_HOST, "Host", "127.0.0.1", "Address on which the scrape endpoint listens.");
        number(
                SCRAPE_PORT,
                "Port",
                NO_SCRAPE,
                Range.between(NO_SCRAPE, LARGEST_PORT),
                "Port of the scrape endpoint, path /metrics; 0: any free one, told in the log; -1: no endpoint. With an"
                        + " endpoint the connector runs one task.");
        number(
                SCRAPE_MAX_RUNS,
                "Runs kept",
                8,
                Range.atLeast(1),
                "Runs whose values the endpoint keeps, the newest ones.");
    }

    private void remote() {
        def.define(
                REMOTE_URL,
                Type.STRING,
                "",
                httpUrl(),
                Importance.HIGH,
                "URL of a remote-write receiver, e.g. http://prometheus:9090/api/v1/write; empty: none.",
                REMOTE,
                ++order,
                Width.LONG,
                "URL");
        text(REMOTE_USER, "User", "", "User for basic authentication.");
        secret(REMOTE_PASSWORD, "Password", "Password of that user.");
        secret(REMOTE_TOKEN, "Bearer token", "Token for bearer authentication, instead of user and password.");
        choice(
                PROTOCOL,
                "Protocol",
                "Version of remote write: auto: 2.0 where the server takes it, else 1.0; or one of them only.",
                "auto",
                "1",
                "2");
        choice(
                HISTOGRAMS,
                "Histograms",
                "native: our own buckets without loss; classic: series _bucket, _sum and _count with power-of-two edges, for"
                        + " servers without native histograms; or both.",
                "native",
                "classic",
                "both");
        number(
                HISTOGRAM_SCHEMA,
                "Histogram schema",
                5,
                Range.between(COARSEST_SCHEMA, FINEST_SCHEMA),
                "Resolution of native histograms: 6 as measured (0.54 % error), 5 (1.1 %), 4 (2.2 %), 3 (4.3 %); each step"
                        + " halves the buckets.");
    }

    private void retries() {
        number(REMOTE_BATCH, "Batch", 5_000, Range.atLeast(1), "Samples in one request, at most.");
        number(
                REMOTE_TRIES,
                "Tries",
                8,
                Range.atLeast(1),
                "Attempts of one request while the server is away, in a minute at most, before the batch is given back to"
                        + " Connect, which pauses and comes again.");
        number(REMOTE_TIMEOUT, "Timeout", 10_000, Range.atLeast(1), "Time for one request, milliseconds.");
        number(
                STALE_AFTER,
                "End series after",
                60_000,
                Range.atLeast(SHORTEST_STALE),
                "Series of which nothing has come for so long, milliseconds, and for three windows, are ended with a staleness"
                        + " marker: their run is over, or they fell out of it.");
    }

    private void text(String key, String name, String otherwise, String doc) {
        words(key, Type.STRING, name, otherwise, doc);
    }

    private void secret(String key, String name, String doc) {
        words(key, Type.PASSWORD, name, "", doc);
    }

    private void words(String key, Type type, String name, String otherwise, String doc) {
        def.define(
                key,
                type,
                otherwise,
                new ConfigDef.NonNullValidator(),
                Importance.MEDIUM,
                doc,
                group,
                ++order,
                Width.LONG,
                name);
    }

    private void number(String key, String name, int otherwise, Range range, String doc) {
        def.define(key, Type.INT, otherwise, range, Importance.MEDIUM, doc, group, ++order, Width.SHORT, name);
    }

    /** The first value is the default. */
    private void choice(String key, String name, String doc, String... values) {
        def.define(
                key,
                Type.STRING,
                values[0],
                ConfigDef.ValidString.in(values),
                Importance.MEDIUM,
                doc,
                group,
                ++order,
                Width.SHORT,
                name,
                recommend(List.of(values)));
    }

    private static ConfigDef.Recommender recommend(List<? extends Object> values) {
        return new ConfigDef.Recommender() {
            @Override
            public List<Object> validValues(String name, Map<String, Object> settings) {
                return List.copyOf(values);
            }

            @Override
            public boolean visible(String name, Map<String, Object> settings) {
                return true;
            }
        };
    }

    private static ConfigDef.Validator labelNames() {
        return ConfigDef.LambdaValidator.with(
                (key, value) -> {
                    for (Object label : (List<?>) value) {
                        if (!label.toString().matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
                            throw new ConfigException(
                                    key, label, "is no label name; write letters, digits and '_', e.g. run_id,model");
                        }
                    }
                },
                () -> "label names");
    }

    private static ConfigDef.Validator httpUrl() {
        return ConfigDef.LambdaValidator.with(
                (key, value) -> {
                    if (!value.toString().isEmpty() && !isHttp(value.toString())) {
                        // The value may hold a password, so it is not said.
                        throw new ConfigException(
                                key + " is no http or https URL; write it like http://prometheus:9090/api/v1/write.");
                    }
                },
                () -> "http or https URL");
    }

    private static boolean isHttp(String text) {
        try {
            URI url = URI.create(text);
            return url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
