package io.tokenweir.load.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.tokenweir.common.scenario.KeyBucketSpec;
import io.tokenweir.load.account.KeyLease;
import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.load.events.Place;
import io.tokenweir.load.react.KeyBucket;
import io.tokenweir.load.target.CustomHeaders;
import io.tokenweir.protocol.http.RequestHead;
import io.tokenweir.protocol.provider.ProviderAdapter;

/** An account as the engine uses it: its request heads, its partition, and for which models its key is parked. Thread-safe. */
public final class UserAccount {
    private final Place place;
    private final KeyLease lease;
    private final Target target;
    private final ProviderAdapter adapter;
    private final Map<String, String> headers;
    private final Map<String, RequestHead> heads = new ConcurrentHashMap<>(2);
    private final Set<String> parked = ConcurrentHashMap.newKeySet();
    private final Map<String, KeyBucket> buckets = new ConcurrentHashMap<>(2);
    private UserAccount away = this;

    public UserAccount(KeyedAccount account, int partitions, Target target, ProviderAdapter adapter, String userAgent) {
        this.place = Place.of(account.accountId(), partitions);
        this.lease = account.lease();
        this.target = target;
        this.adapter = adapter;
        this.headers = new LinkedHashMap<>(
                account.isNone() && !adapter.needsKey() ? Map.of() : adapter.authorization(account.apiKey()));
        headers.put("User-Agent", userAgent);
        headers.put("Accept", "text/event-stream, application/json");
        headers.put("Accept-Encoding", "identity");
        CustomHeaders.overlay(headers, target.headers());
        if (target.proxy() != null && target.tls() == null && target.proxy().credentials() != null) {
            headers.put("Proxy-Authorization", target.proxy().credentials());
        }
    }

    Place place() {
        return place;
    }

    /** Says whether the key may still be used. */
    KeyLease lease() {
        return lease;
    }

    /** The head of requests for a model, which is part of the path in some APIs; encoded at its first use. */
    RequestHead head(String model) {
        RequestHead known = heads.get(model);
        return known != null ? known : heads.computeIfAbsent(model, this::encode);
    }

    private RequestHead encode(String model) {
        String path = adapter.path(target.basePath(), model);
        return RequestHead.of(
                adapter.method(), target.authority(), target.requestTarget(path), adapter.contentType(), headers);
    }

    Target target() {
        return target;
    }

    /** Names what is used in place of this account at the target that is fallen back to; before the start. */
    void fallBackTo(UserAccount there) {
        away = there;
    }

    /** The account as the target knows it that the attempt goes to; this one where there is only one target. */
    UserAccount sender(boolean onFallback) {
        return onFallback ? away : this;
    }

    /** How fast the key is used for a destination. */
    KeyBucket bucket(String destination, KeyBucketSpec spec, long nowNanos) {
        return buckets.computeIfAbsent(destination, any -> new KeyBucket(spec, nowNanos));
    }

    /** Destinations are models, with the target where it is not the usual one. */
    void park(String destination) {
        parked.add(destination);
    }

    boolean isParked(String destination) {
        return parked.contains(destination);
    }
}
