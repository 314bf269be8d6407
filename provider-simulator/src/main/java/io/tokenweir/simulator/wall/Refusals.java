package io.tokenweir.simulator.wall;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.limits.ApimLimits;
import io.tokenweir.limits.Decision;
import io.tokenweir.limits.OpenAiLimits;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Response;

/** What a refused client reads: OpenAI's 429 for the rate, API Management's 403 for a spent quota. */
public final class Refusals {
    private final String organization;

    public Refusals(String organization) {
        this.organization = organization;
    }

    /** The headers that tell an admitted client what it has left. */
    public Map<String, String> headers(Verdict verdict, VendorVoice voice) {
        return verdict.limits().map(OpenAiLimits::headers).orElse(Map.of());
    }

    /** The whole answer to a refused client. */
    public Response refusal(Verdict verdict, VendorVoice voice, String model, String requestId) {
        if (verdict.limits().isEmpty()) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("statusCode", ApimLimits.QUOTA_STATUS);
            body.put("message", ApimLimits.quotaMessage(verdict.quotaWaitNanos()));
            return Response.json(ApimLimits.QUOTA_STATUS, body)
                    .with(voice.headers(requestId))
                    .with("retry-after", Long.toString(ApimLimits.ceilSeconds(verdict.quotaWaitNanos())));
        }
        Decision decision = verdict.limits().get();
        Decision.Refusal refusal = decision.refusal().orElseThrow();
        return voice.envelope(
                        429,
                        OpenAiLimits.type(refusal.axis()),
                        null,
                        OpenAiLimits.CODE,
                        OpenAiLimits.message(refusal, model, organization),
                        requestId)
                .with(OpenAiLimits.headers(decision));
    }
}
