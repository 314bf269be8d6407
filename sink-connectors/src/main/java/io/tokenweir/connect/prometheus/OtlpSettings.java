package io.tokenweir.connect.prometheus;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporterBuilder;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the export by OTLP, and the SDK's exporter made of them. */
final class OtlpSettings {
    static final String ENDPOINT = "otlp.endpoint";
    static final String HEADERS = "otlp.headers";
    static final String TIMEOUT = "otlp.timeout.ms";
    static final String BATCH = "otlp.batch.points";

    private static final String GROUP = "OTLP";
    private static final String PATH = "/v1/metrics";
    /** What the SDK's own tries may take: five, with waits of 1 s to 5 s between them. */
    private static final int TRIES = 5;

    private static final Duration WAITS = Duration.ofSeconds(15);

    private OtlpSettings() {}

    static void define(ConfigDef def) {
        def.define(
                ENDPOINT,
                Type.STRING,
                "",
                Importance.MEDIUM,
                "URL of an OTLP receiver that takes http/protobuf, e.g. http://collector:4318; without a path /v1/metrics is"
                        + " added. Empty: none.",
                GROUP,
                1,
                ConfigDef.Width.LONG,
                ENDPOINT);
        def.define(
                HEADERS,
                Type.PASSWORD,
                "",
                Importance.MEDIUM,
                "Headers of its requests, name=value,name=value, e.g. Authorization=Bearer TOKEN.",
                GROUP,
                2,
                ConfigDef.Width.LONG,
                HEADERS);
        def.define(
                TIMEOUT,
                Type.INT,
                10_000,
                Range.atLeast(1),
                Importance.MEDIUM,
                "Time for one request, milliseconds.",
                GROUP,
                3,
                ConfigDef.Width.SHORT,
                TIMEOUT);
        def.define(
                BATCH,
                Type.INT,
                5_000,
                Range.atLeast(1),
                Importance.MEDIUM,
                "Points in one request, at most.",
                GROUP,
                4,
                ConfigDef.Width.SHORT,
                BATCH);
    }

    static MetricExporter exporter(PrometheusSinkConfig config) {
        OtlpHttpMetricExporterBuilder builder = OtlpHttpMetricExporter.builder()
                .setEndpoint(endpoint(config.getString(ENDPOINT)))
                .setTimeout(Duration.ofMillis(config.getInt(TIMEOUT)))
                .setCompression("gzip")
                // Its sender is a plug-in that lies beside us, wherever Connect's own loader looks.
                .setComponentLoader(ComponentLoader.forClassLoader(OtlpSettings.class.getClassLoader()));
        headers(config.getPassword(HEADERS).value()).forEach(builder::addHeader);
        return builder.build();
    }

    static Duration patience(PrometheusSinkConfig config) {
        return Duration.ofMillis(config.getInt(TIMEOUT)).multipliedBy(TRIES).plus(WAITS);
    }

    static String endpoint(String setting) {
        try {
            URI url = URI.create(setting);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                boolean bare = url.getPath().isEmpty() || url.getPath().equals("/");
                return bare ? url.resolve(PATH).toString() : setting;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new ConfigException(ENDPOINT + " is no http or https URL; write it like http://collector:4318.");
    }

    /** The value may be secret, so it is not in the complaint. */
    static Map<String, String> headers(String setting) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : setting.isBlank() ? new String[0] : setting.split(",")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new ConfigException(HEADERS + " is not understood; write it like name=value,name=value.");
            }
            headers.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return headers;
    }
}
