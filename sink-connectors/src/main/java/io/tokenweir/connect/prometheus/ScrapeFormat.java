package io.tokenweir.connect.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** A format of the scrape endpoint, and which one a scraper gets by its {@code Accept} header. */
enum ScrapeFormat {
    TEXT(
            TextExposition.CONTENT_TYPE,
            "text/plain",
            Set.of("", "0.0.4"),
            (families, naming) -> TextExposition.of(families, naming).getBytes(StandardCharsets.UTF_8)),
    OPEN_METRICS(
            OpenMetricsExposition.CONTENT_TYPE,
            "application/openmetrics-text",
            Set.of("", "1.0.0"),
            (families, naming) -> OpenMetricsExposition.of(families, naming).getBytes(StandardCharsets.UTF_8)),
    PROTOBUF(ProtobufExposition.CONTENT_TYPE, "application/vnd.google.protobuf", Set.of(""), ProtobufExposition::of);

    private final String contentType;
    private final String mediaType;
    private final Set<String> versions;
    private final BiFunction<Map<Family, List<Kept>>, MetricNaming, byte[]> encoder;

    ScrapeFormat(
            String contentType,
            String mediaType,
            Set<String> versions,
            BiFunction<Map<Family, List<Kept>>, MetricNaming, byte[]> encoder) {
        this.contentType = contentType;
        this.mediaType = mediaType;
        this.versions = versions;
        this.encoder = encoder;
    }

    String contentType() {
        return contentType;
    }

    byte[] encode(Map<Family, List<Kept>> families, MetricNaming naming) {
        return encoder.apply(families, naming);
    }

    /**
     * The format with the highest weight (q), the first named of equals. Text where none of ours is named, as Prometheus'
     * own exporters do: whoever asks for something else, a browser for instance, is still better served by it than by a 406.
     */
    static ScrapeFormat forAccept(String accept) {
        ScrapeFormat best = TEXT;
        double weight = 0;
        for (String range : accept.split(",")) {
            String[] parts = range.toLowerCase(Locale.ROOT).split(";");
            double q = weight(parts);
            ScrapeFormat format = format(parts);
            if (format != null && q > weight) {
                best = format;
                weight = q;
            }
        }
        return best;
    }

    private static ScrapeFormat format(String[] range) {
        String type = range[0].strip();
        if (type.equals("*/*") || type.equals("text/*")) {
            return TEXT;
        }
        for (ScrapeFormat format : values()) {
            if (format.mediaType.equals(type) && format.serves(range)) {
                return format;
            }
        }
        return null;
    }

    private boolean serves(String[] range) {
        return versions.contains(parameter(range, "version", ""))
                && parameter(range, "encoding", "delimited").equals("delimited")
                && parameter(range, "proto", "io.prometheus.client.metricfamily")
                        .equals("io.prometheus.client.metricfamily");
    }

    /** 1 where there is none; what is no weight counts as none wanted. */
    private static double weight(String[] range) {
        String q = parameter(range, "q", "1");
        return q.matches("0(\\.\\d*)?|1(\\.0*)?") ? Double.parseDouble(q) : 0;
    }

    private static String parameter(String[] range, String name, String otherwise) {
        for (int i = 1; i < range.length; i++) {
            String[] pair = range[i].split("=", 2);
            if (pair.length == 2 && pair[0].strip().equals(name)) {
                return pair[1].strip().replace("\"", "");
            }
        }
        return otherwise;
    }
}
