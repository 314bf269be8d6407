package io.tokenweir.report.limiter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** Findings as JSON, field by field as docs/limiter.md has it, and back. Pure. */
public final class LimiterJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private LimiterJson() {}

    public static String render(LimiterFindings findings) {
        try {
            return JSON.writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Records of numbers and texts are always JSON.", e);
        }
    }

    /** Throws {@link IllegalArgumentException} with a sentence when the text is not what {@link #render} writes. */
    public static LimiterFindings read(String text) {
        try {
            return JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "This is no result of `weir limiter`: " + e.getOriginalMessage() + ".", e);
        }
    }
}
