package io.tokenweir.load.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.load.events.Place;
import io.tokenweir.protocol.http.RequestHead;
import io.tokenweir.protocol.provider.ProviderAdapter;

/** An account as the engine uses it: its request head, its partition, and for which models its key is parked. Thread-safe. */
public final class UserAccount {
    private final Place place;
    private final RequestHead head;
    private final Set<String> parked = ConcurrentHashMap.newKeySet();

    public UserAccount(KeyedAccount account, int partitions, Target target, ProviderAdapter adapter, String userAgent) {
        place = Place.of(account.accountId(), partitions);
        Map<String, String> headers = new LinkedHashMap<>(adapter.authorization(account.apiKey()));
        headers.put("User-Agent", userAgent);
        headers.put("Accept", "text/event-stream, application/json");
        head = RequestHead.post(target.authority(), target.basePath() + adapter.path(), headers);
    }

    Place place() {
        return place;
    }

    RequestHead head() {
        return head;
    }

    void park(String model) {
        parked.add(model);
    }

    boolean isParked(String model) {
        return parked.contains(model);
    }
}
