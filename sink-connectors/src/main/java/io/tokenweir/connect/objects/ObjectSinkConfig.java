package io.tokenweir.connect.objects;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Settings of the object-storage sink. */
final class ObjectSinkConfig extends AbstractConfig {
    static final String STORE_URL = "store.url";
    static final String TOPICS_WITHOUT_TIME = "topics.without.time";
    static final String FLUSH_RECORDS = "flush.records";
    static final String ROTATE_INTERVAL = "rotate.interval.ms";
    static final String ROTATE_IDLE = "rotate.idle.ms";
    static final String FLUSH_BYTES = "flush.bytes";
    static final String GIVE_UP = "retry.give.up.ms";
    static final String BUFFER_BYTES = "buffer.max.bytes";
    static final String SORT_FIELDS = "sort.fields";
    static final String S3_ENDPOINT = "s3.endpoint";
    static final String S3_REGION = "s3.region";
    static final String S3_PATH_STYLE = "s3.path.style";
    static final String S3_ACCESS_KEY = "s3.access.key";
    static final String S3_SECRET_KEY = "s3.secret.key";

    private static final String STORE = "Store";
    private static final String ROTATION = "Rotation";
    private static final ConfigDef.Width WIDE = ConfigDef.Width.LONG;

    static final ConfigDef DEFINITION = definition();

    ObjectSinkConfig(Map<String, String> settings) {
        super(DEFINITION, settings, false);
    }

    private static ConfigDef definition() {
        ConfigDef def = new ConfigDef();
        def.define(
                STORE_URL,
                Type.STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                ConfigDef.LambdaValidator.with(
                        ObjectSinkConfig::checkUrl, () -> "file:///folder or s3://bucket/prefix"),
                Importance.HIGH,
                "Where objects go: file:///folder, or s3://bucket/prefix for any S3-compatible store that knows"
                        + " If-None-Match on PUT.",
                STORE,
                1,
                WIDE,
                "Store URL");
        text(
                def,
                S3_ENDPOINT,
                "",
                ObjectSinkConfig::checkEndpoint,
                "Endpoint of an S3-compatible store, e.g. http://127.0.0.1:9000; empty: Amazon's own for the region.",
                2,
                "S3 endpoint");
        text(
                def,
                S3_REGION,
                "us-east-1",
                ObjectSinkConfig::checkRegion,
                "Region of the bucket; other vendors' stores take any.",
                3,
                "S3 region");
        def.define(
                S3_PATH_STYLE,
                Type.BOOLEAN,
                true,
                Importance.LOW,
                "Put the bucket into the path, not into the host name.",
                STORE,
                4,
                ConfigDef.Width.SHORT,
                "Path style");
        text(
                def,
                S3_ACCESS_KEY,
                "",
                (key, value) -> {},
                "Access key; empty: the AWS SDK's default chain of credentials.",
                5,
                "Access key");
        def.define(
                S3_SECRET_KEY,
                Type.PASSWORD,
                "",
                Importance.MEDIUM,
                "Secret of the access key.",
                STORE,
                6,
                WIDE,
                "Secret key");
        def.define(
                TOPICS_WITHOUT_TIME,
                Type.LIST,
                List.of(),
                Importance.HIGH,
                "Topics (full names) whose paths hold no day and hour. Name every compacted topic here: there the first"
                        + " record after a position may vanish, and with it the time in the name.",
                STORE,
                7,
                WIDE,
                "Topics without time");
        def.define(
                SORT_FIELDS,
                Type.LIST,
                List.of("header.runId", "series.runId", "runId"),
                Importance.LOW,
                "Rows of an object are sorted by the first of these string fields that the value has, then by offset.",
                STORE,
                8,
                WIDE,
                "Sort fields");
        number(
                def,
                FLUSH_RECORDS,
                Type.INT,
                50_000,
                1,
                "Records after which an object is published.",
                1,
                "Records per object");
        number(
                def,
                ROTATE_INTERVAL,
                Type.LONG,
                60_000L,
                1,
                "Age, by the wall clock, at which an object is published, traffic or not. Must be far below the topics'"
                        + " retention.",
                2,
                "Age of an object");
        number(
                def,
                ROTATE_IDLE,
                Type.LONG,
                -1L,
                -1,
                "Publish sooner when a partition has brought nothing for so long; -1: never.",
                3,
                "Quiet time");
        number(
                def,
                BUFFER_BYTES,
                Type.LONG,
                64L << 20,
                1L << 20,
                "Heap that a task may hold in unpublished records (estimated); above it the biggest object is published.",
                4,
                "Heap for open objects");
        number(
                def,
                FLUSH_BYTES,
                Type.LONG,
                48L << 20,
                1L << 16,
                "Publish an object when its rows are about so large (estimated in heap; the file is about a tenth of it or"
                        + " less).",
                5,
                "Bytes per object");
        number(
                def,
                GIVE_UP,
                Type.LONG,
                1_800_000L,
                -1,
                "How long to go on trying while the store is away, answers 5xx, or is full; then the task fails and its status"
                        + " says why. -1: for ever. Nothing is lost either way.",
                6,
                "Give up after");
        return def;
    }

    /** A setting that matters only for {@code s3://}. */
    private static void text(
            ConfigDef def,
            String key,
            String otherwise,
            BiConsumer<String, Object> check,
            String doc,
            int order,
            String shown) {
        def.define(
                key,
                Type.STRING,
                otherwise,
                ConfigDef.LambdaValidator.with(check, () -> ""),
                Importance.MEDIUM,
                doc,
                STORE,
                order,
                WIDE,
                shown);
    }

    private static void number(
            ConfigDef def, String key, Type type, Object otherwise, long least, String doc, int order, String shown) {
        def.define(
                key,
                type,
                otherwise,
                Range.atLeast(least),
                Importance.MEDIUM,
                doc,
                ROTATION,
                order,
                ConfigDef.Width.MEDIUM,
                shown);
    }

    private static void checkEndpoint(String key, Object value) {
        String text = String.valueOf(value);
        if (!text.isEmpty() && !text.matches("https?://[^/\\s]+/?.*")) {
            throw new ConfigException(key + " is '" + value + "'; write http://host:port or https://host.");
        }
    }

    private static void checkRegion(String key, Object value) {
        if (!String.valueOf(value).matches("[A-Za-z0-9-]+")) {
            throw new ConfigException(key + " is '" + value + "'; write a region such as us-east-1, or auto.");
        }
    }

    private static void checkUrl(String key, Object value) {
        try {
            URI uri = URI.create(String.valueOf(value));
            boolean file = "file".equals(uri.getScheme())
                    && uri.getPath() != null
                    && uri.getPath().startsWith("/");
            boolean s3 = "s3".equals(uri.getScheme())
                    && uri.getAuthority() != null
                    && !uri.getAuthority().contains("@");
            if (file || s3) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new ConfigException(key + " is '" + value + "'; write file:///folder or s3://bucket/prefix.");
    }

    URI storeUrl() {
        return URI.create(getString(STORE_URL));
    }

    ObjectKeys keys() {
        return new ObjectKeys(Set.copyOf(getList(TOPICS_WITHOUT_TIME)));
    }

    RotationPolicy rotation() {
        return new RotationPolicy(
                getInt(FLUSH_RECORDS),
                getLong(FLUSH_BYTES),
                Duration.ofMillis(getLong(ROTATE_INTERVAL)).toNanos(),
                getLong(ROTATE_IDLE) < 0
                        ? Long.MAX_VALUE
                        : Duration.ofMillis(getLong(ROTATE_IDLE)).toNanos());
    }

    RowOrder order() {
        return new RowOrder(getList(SORT_FIELDS));
    }

    long bufferBytes() {
        return getLong(BUFFER_BYTES);
    }

    long giveUpNanos() {
        return getLong(GIVE_UP) < 0
                ? Long.MAX_VALUE
                : Duration.ofMillis(getLong(GIVE_UP)).toNanos();
    }

    /** The store that the URL names. The caller closes it. */
    ObjectStore openStore() {
        URI url = storeUrl();
        if ("file".equals(url.getScheme())) {
            return new FileObjectStore(java.nio.file.Path.of(url.getPath()));
        }
        Password secret = getPassword(S3_SECRET_KEY);
        return S3ObjectStore.open(
                url,
                getString(S3_ENDPOINT),
                getString(S3_REGION),
                getBoolean(S3_PATH_STYLE),
                getString(S3_ACCESS_KEY),
                secret.value());
    }
}
