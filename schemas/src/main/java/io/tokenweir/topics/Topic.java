package io.tokenweir.topics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.avro.Schema;

import io.tokenweir.events.Account;
import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.DeadLetter;
import io.tokenweir.events.HealthEvent;
import io.tokenweir.events.Partial;
import io.tokenweir.events.Price;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RunKey;
import io.tokenweir.events.RunRecord;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.SystemEvent;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.WindowKey;
import io.tokenweir.events.WindowResult;

/**
 * Every topic of the pipeline: its name without prefix, its schemas and its settings.
 *
 * <p>{@code ACCOUNTS}, {@code ACCOUNT_EVENTS}, {@code REQUESTS} and {@code TOKENS} share key (account id, plain UTF-8) and
 * partition count, so that accounting per key is local. Event topics use the broker's clock for record timestamps: event
 * time is in the payload, and retention must never judge by it.
 */
public enum Topic {
    RUNS("weir.runs", Cleanup.COMPACT, Spread.SINGLE, null, RunKey.SCHEMA$, RunRecord.SCHEMA$),
    ACCOUNTS("weir.accounts", Cleanup.COMPACT, Spread.BY_ACCOUNT, null, null, Account.SCHEMA$),
    ACCOUNT_EVENTS(
            "weir.account-events", Cleanup.DELETE, Spread.BY_ACCOUNT, Duration.ofDays(7), null, AccountEvent.SCHEMA$),
    REQUESTS("weir.requests", Cleanup.DELETE, Spread.BY_ACCOUNT, Duration.ofDays(7), null, RequestEvent.SCHEMA$),
    TOKENS("weir.tokens", Cleanup.DELETE, Spread.BY_ACCOUNT, Duration.ofHours(24), null, TokenEvent.SCHEMA$),
    HEALTH("weir.health", Cleanup.DELETE, Spread.SINGLE, Duration.ofDays(7), null, HealthEvent.SCHEMA$),
    SYSTEM("weir.system", Cleanup.DELETE, Spread.SINGLE, Duration.ofDays(7), null, SystemEvent.SCHEMA$),
    PRICES("weir.prices", Cleanup.COMPACT, Spread.SINGLE, null, null, Price.SCHEMA$),
    PARTIALS(
            "weir.partials",
            Cleanup.DELETE,
            Spread.BY_SERIES,
            Duration.ofHours(24),
            SeriesKey.SCHEMA$,
            Partial.SCHEMA$),
    METRICS(
            "weir.metrics",
            Cleanup.DELETE,
            Spread.BY_SERIES,
            Duration.ofDays(28),
            WindowKey.SCHEMA$,
            WindowResult.SCHEMA$),
    RUN_RESULTS("weir.run-results", Cleanup.COMPACT, Spread.BY_SERIES, null, SeriesKey.SCHEMA$, RunResult.SCHEMA$),
    DEAD_LETTERS("weir.dead-letters", Cleanup.DELETE, Spread.SINGLE, Duration.ofDays(28), null, DeadLetter.SCHEMA$);

    /** How old records go. */
    public enum Cleanup {
        COMPACT,
        DELETE
    }

    /** What decides the partition, and so the partition count. */
    public enum Spread {
        /** One partition. */
        SINGLE,
        /** By account id; all such topics have the same count. */
        BY_ACCOUNT,
        /** By series, the window excluded. */
        BY_SERIES
    }

    private final String baseName;
    private final Cleanup cleanup;
    private final Spread spread;
    private final Duration retention;
    private final Schema keySchema;
    private final Schema valueSchema;

    Topic(String baseName, Cleanup cleanup, Spread spread, Duration retention, Schema keySchema, Schema valueSchema) {
        this.baseName = baseName;
        this.cleanup = cleanup;
        this.spread = spread;
        this.retention = retention;
        this.keySchema = keySchema;
        this.valueSchema = valueSchema;
    }

    /** The name without an operator's prefix. */
    public String baseName() {
        return baseName;
    }

    /** The name on the cluster; the prefix may be empty. */
    public String name(String prefix) {
        return prefix + baseName;
    }

    public Spread spread() {
        return spread;
    }

    public Cleanup cleanup() {
        return cleanup;
    }

    /** Schema of the key, or null where the key is plain UTF-8 text. */
    public Schema keySchema() {
        return keySchema;
    }

    public Schema valueSchema() {
        return valueSchema;
    }

    /** Partition count, where {@code wanted} is what the operator asked for. */
    public int partitions(int wanted) {
        return spread == Spread.SINGLE ? 1 : wanted;
    }

    /** Topic-level settings as a broker takes them. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", cleanup == Cleanup.COMPACT ? "compact" : "delete");
        settings.put("retention.ms", retention == null ? "-1" : Long.toString(retention.toMillis()));
        settings.put("message.timestamp.type", "LogAppendTime");
        settings.put("compression.type", "producer");
        return settings;
    }
}
