package io.tokenweir.report.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** A comparison for machines, field by field as docs/compare.md has it. Pure. */
public final class CompareJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CompareJson() {}

    public static String render(RunComparison comparison) {
        try {
            return JSON.writeValueAsString(comparison);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Records of numbers and texts are always JSON.", e);
        }
    }
}
