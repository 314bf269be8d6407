package io.tokenweir.simulator.chat;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.limits.ApimLimits;
import io.tokenweir.limits.Decision;
import io.tokenweir.limits.OpenAiLimits;
import io.tokenweir.simulator.http.Response;

/** What a refused client reads: OpenAI's 429 for the rate, API Management's 403 for a spent quota. */
final class Refusals {
    private Refusals() {}

    static Response of(Admission.Verdict verdict, String model, String organization) {
        if (verdict.limits().isEmpty()) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("statusCode", ApimLimits.QUOTA_STATUS);
            body.put("message", ApimLimits.quotaMessage(verdict.quotaWaitNanos()));
            return Response.json(ApimLimits.QUOTA_STATUS, body)
                    .with("retry-after", Long.toString(ApimLimits.ceilSeconds(verdict.quotaWaitNanos())));
        }
        Decision decision = verdict.limits().get();
        Decision.Refusal refusal = decision.refusal().orElseThrow();
        return ApiError.envelope(
                        429,
                        OpenAiLimits.message(refusal, model, organization),
                        OpenAiLimits.type(refusal.axis()),
                        null,
                        OpenAiLimits.CODE)
                .with(OpenAiLimits.headers(decision));
    }
}
