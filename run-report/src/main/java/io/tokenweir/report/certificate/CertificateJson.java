package io.tokenweir.report.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.tokenweir.report.Sha256;

/** Certificates as JSON and back, and the hash over them. Pure. */
public final class CertificateJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CertificateJson() {}

    /** The document with its hash, whatever hash it came with. */
    public static Certificate sealed(Certificate certificate) {
        return certificate.withHash(hash(certificate));
    }

    /** Whether the document still has the content that its hash was made of. */
    public static boolean intact(Certificate certificate) {
        return hash(certificate).equals(certificate.sha256());
    }

    public static String render(Certificate certificate) {
        return text(certificate) + "\n";
    }

    /** Throws {@link IllegalArgumentException} with a sentence when the text is no certificate. */
    public static Certificate read(String text) {
        try {
            JsonNode document = JSON.readTree(text);
            if (document.path("format").asInt() != Certificate.FORMAT) {
                throw new IllegalArgumentException(
                        "This is no certificate of a format that is known here: its format is "
                                + document.path("format").asText("not given") + ".");
            }
            return JSON.treeToValue(document, Certificate.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no certificate: " + e.getOriginalMessage() + ".", e);
        }
    }

    static JsonNode tree(Certificate certificate) {
        return JSON.valueToTree(certificate);
    }

    private static String hash(Certificate certificate) {
        return Sha256.hex(text(certificate.withHash(null)));
    }

    private static String text(Certificate certificate) {
        try {
            return JSON.writeValueAsString(certificate);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Records of numbers and texts are always JSON.", e);
        }
    }
}
