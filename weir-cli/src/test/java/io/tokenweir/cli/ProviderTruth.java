package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.tokenweir.events.Account;
import io.tokenweir.events.AccountState;

/** What the provider itself says of the accounts that were made there, held against the log. */
final class ProviderTruth {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> byAddress = new HashMap<>();

    private ProviderTruth() {}

    static ProviderTruth ask(String portal) throws IOException, InterruptedException {
        String lines = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(portal + "/admin/accounts"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        ProviderTruth truth = new ProviderTruth();
        for (String line : lines.lines().toList()) {
            JsonNode account = JSON.readTree(line);
            JsonNode before = truth.byAddress.put(account.path("address").asText(), account);
            assertThat(before).as("an address that is there twice").isNull();
        }
        return truth;
    }

    int accounts() {
        return byAddress.size();
    }

    /** Every account there is in the log, and those that are ready have one live key there: the one that the log has. */
    void assertAgrees(List<Account> log) {
        Map<String, Account> known = new HashMap<>();
        log.forEach(account -> known.put(account.getEmail(), account));
        assertThat(known)
                .as("accounts that the log knows")
                .containsKeys(byAddress.keySet().toArray(String[]::new));
        for (Account account : log) {
            if (account.getState() == AccountState.READY) {
                assertThat(keys(account.getEmail()))
                        .as("keys of %s at the provider", account.getAccountId())
                        .containsExactly(account.getKeyFingerprint());
            } else {
                assertThat(keys(account.getEmail()))
                        .as("keys of %s, which is %s", account.getAccountId(), account.getState())
                        .isEmpty();
            }
        }
    }

    /** Fingerprints of the live ones. */
    private List<String> keys(String address) {
        JsonNode account = byAddress.get(address);
        return account == null ? List.of() : account.path("keys").findValuesAsText("fingerprint");
    }
}
