package io.tokenweir.report.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Holds a certificate against what its data say now. Pure.
 *
 * <p>Everything is compared, place by place: verdicts, figures, counts, reasons, the coordinates of examples, hashes, and what was
 * read of each partition. Figures that were computed may differ in their last digits on another machine.
 */
public final class CertificateCheck {
    private static final double RELATIVE = 1e-9;

    private CertificateCheck() {}

    /** Sentences, the certificate's own hash first; empty when nothing differs. */
    public static List<String> differences(Certificate written, Certificate recomputed) {
        List<String> differences = new ArrayList<>();
        if (!CertificateJson.intact(written)) {
            differences.add(
                    "The certificate was changed after it was written: its content has another hash than its sha256.");
        }
        JsonNode claimed = CertificateJson.tree(unversioned(written));
        JsonNode found = CertificateJson.tree(unversioned(recomputed));
        compare("", claimed, found, differences);
        return differences;
    }

    /** Another version may check; the hash is looked at by itself. */
    private static Certificate unversioned(Certificate certificate) {
        return new Certificate(
                certificate.format(),
                "",
                certificate.verdict(),
                certificate.sentence(),
                certificate.run(),
                certificate.control(),
                certificate.remarks(),
                null);
    }

    private static void compare(String where, JsonNode claimed, JsonNode found, List<String> differences) {
        if (claimed.isObject() && found.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            claimed.fieldNames().forEachRemaining(names::add);
            found.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                compare(where.isEmpty() ? name : where + "." + name, claimed.path(name), found.path(name), differences);
            }
        } else if (claimed.isArray() && found.isArray()) {
            for (int i = 0; i < Math.max(claimed.size(), found.size()); i++) {
                compare(where + place(claimed, found, i), claimed.path(i), found.path(i), differences);
            }
        } else if (!same(claimed, found)) {
            differences.add(where + ": the certificate says " + text(claimed) + ", the data say " + text(found) + ".");
        }
    }

    /** An element by its name where it has one. */
    private static String place(JsonNode claimed, JsonNode found, int index) {
        JsonNode element = claimed.has(index) ? claimed.get(index) : found.get(index);
        if (element.has("name")) {
            return "[" + element.get("name").asText() + "]";
        }
        return element.has("digest")
                ? "[" + element.get("topic").asText() + "-"
                        + element.get("partition").asText() + "]"
                : "[" + index + "]";
    }

    private static boolean same(JsonNode claimed, JsonNode found) {
        if (claimed.isFloatingPointNumber() && found.isFloatingPointNumber()) {
            double a = claimed.asDouble();
            double b = found.asDouble();
            return Math.abs(a - b) <= RELATIVE * Math.max(Math.abs(a), Math.abs(b));
        }
        return claimed.equals(found);
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.isTextual() ? "'" + node.asText() + "'" : node.toString();
    }
}
