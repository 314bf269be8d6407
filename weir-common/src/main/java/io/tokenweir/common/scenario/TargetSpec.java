package io.tokenweir.common.scenario;

import java.time.LocalDate;
import java.util.List;

/**
 * What is load-tested.
 *
 * @param url base address, e.g. {@code http://127.0.0.1:8000/v1}; null when the command line gives it
 * @param api protocol, e.g. {@code openai-chat}
 * @param provider profile that classifies refusals and names the provider in results
 * @param model model to ask for
 * @param authorised who allowed this test; needed for every target that is not on loopback
 */
public record TargetSpec(String url, String api, String provider, String model, Authorisation authorised) {

    public TargetSpec {
        api = api == null ? "openai-chat" : api;
        provider = provider == null ? "openai" : provider;
    }

    public TargetSpec withUrl(String newUrl) {
        return new TargetSpec(newUrl, api, provider, model, authorised);
    }

    /**
     * The operator's declaration that the test is allowed.
     *
     * @param by who said so
     * @param until last day on which it holds
     * @param hosts exact host names that it covers
     */
    public record Authorisation(String by, LocalDate until, List<String> hosts) {
        public Authorisation {
            hosts = hosts == null ? List.of() : List.copyOf(hosts);
        }
    }
}
