package io.tokenweir.simulator.wall;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.tokenweir.limits.Decision;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.config.VoiceConfig;
import io.tokenweir.simulator.http.Response;

/** What clients read of limits, in the voices of the profile: the headers of every answer, and whole refusals. Immutable. */
public final class Refusals {
    /** The voice of what stands in front of the provider. */
    private static final String GATEWAY = "gateway";

    private final Map<String, Speech> voices = new HashMap<>();
    private final GatewayHeaders gateway;

    public Refusals(SimulatorConfig config) {
        config.voices().forEach((name, voice) -> voices.put(name, new Speech(voice)));
        gateway = new GatewayHeaders(config.gateway());
    }

    /**
     * Checks that a voice can speak.
     *
     * @throws IllegalArgumentException with one sentence when it cannot
     */
    public static void check(VoiceConfig voice) {
        new Speech(voice);
        if (!voice.refusals().containsKey("other")) {
            throw new IllegalArgumentException("a voice needs refusals.other, which is said when nothing else fits");
        }
    }

    /** The vendor's voice with those errors that the profile words otherwise. */
    public VendorVoice profiled(VendorVoice voice) {
        return new ProfiledVoice(voice, speech(voice));
    }

    /** The headers that tell an admitted client what it has left. */
    public Map<String, String> headers(Verdict verdict, VendorVoice voice, Caller caller, String model) {
        Speech speech = speech(voice);
        Facts facts = context(speech.facts(verdict.states()), caller, model).with("cost", verdict.consumed());
        Map<String, String> headers = new LinkedHashMap<>(speech.headers(facts, verdict.at()));
        headers.putAll(gateway.of(verdict));
        return headers;
    }

    /** The whole answer to a refused client. */
    public Response refusal(Verdict verdict, VendorVoice voice, Caller caller, String model, String requestId) {
        Decision.Refusal refusal = verdict.refusal().orElseThrow();
        Speech speech = verdict.inGateway() ? voices.get(GATEWAY) : speech(voice);
        Said said = speech.refusal(refusal);
        Facts facts =
                context(speech.facts(verdict.states(), refusal), caller, model).with("request_id", requestId);
        Response response = said.response(facts, verdict.at()).with(voice.headers(requestId));
        if (!said.bare()) {
            speech.headers(facts, verdict.at()).forEach(response.headers()::putIfAbsent);
        }
        if (verdict.inGateway()) {
            rename(response, gateway.retryAfter(refusal));
        }
        return response.with(gateway.of(verdict));
    }

    private static void rename(Response response, String retryAfter) {
        String wait = response.headers().remove("retry-after");
        if (wait != null) {
            response.with(retryAfter, wait);
        }
    }

    private static Facts context(Facts facts, Caller caller, String model) {
        return facts.with("model", model)
                .with("organization", caller.owner().organization())
                .with("project", caller.owner().project())
                .with("account", caller.owner().accountId())
                .with("key", caller.owner().keyFingerprint())
                .with("api_version", caller.request().query("api-version").orElse("v1"));
    }

    private Speech speech(VendorVoice voice) {
        return voices.get(voice.vendor().name().toLowerCase(Locale.ROOT));
    }
}
