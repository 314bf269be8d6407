package io.tokenweir.report.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A certificate for a terminal. Pure. */
public final class CertificateText {
    private CertificateText() {}

    /** Several lines, without a newline at the end. */
    public static String render(Certificate certificate) {
        List<String> lines = new ArrayList<>();
        lines.add(certificate.verdict() + "  run " + certificate.run().run() + ": " + certificate.sentence());
        lines.add("whose reaction: " + certificate.run().audit().whose());
        lines.add("judged from: " + at(certificate.run().at()));
        for (Clause clause : certificate.run().clauses()) {
            lines.add("%-8s  %s".formatted(clause.verdict(), clause.declared()));
            lines.add("          " + clause.reason() + example(clause));
        }
        lines.add(seen("seen", certificate.run().audit()));
        if (certificate.control() != null) {
            lines.add(seen(
                    "control " + certificate.control().run() + " (retry: "
                            + certificate.control().retry() + ")",
                    certificate.control().audit()));
            lines.add("          its clauses: "
                    + certificate.control().clauses().stream()
                            .map(clause -> clause.name() + " " + clause.verdict())
                            .collect(Collectors.joining(", ")));
        }
        certificate.remarks().forEach(remark -> lines.add("note: " + remark));
        return String.join("\n", lines);
    }

    private static String at(LoadPoint at) {
        String load = at.load() == null ? "" : " = %.0f %s".formatted(at.load(), at.axis());
        return (at.declared() == null ? "the first refusal" : at.declared() + load + " (" + at.from() + ")")
                + ", offered up to %.0f %s".formatted(at.highest(), at.axis());
    }

    private static String example(Clause clause) {
        List<Example> examples =
                clause.verdict() == ClauseVerdict.FAILED ? clause.examplesAgainst() : clause.examplesFor();
        if (examples.isEmpty()) {
            return "";
        }
        Example one = examples.get(0);
        return " E.g. " + one.requestId() + " at " + one.topic() + "-" + one.partition() + "@" + one.offset() + ": "
                + one.what() + ".";
    }

    private static String seen(String who, ApplicationAudit audit) {
        String traits = audit.traits().stream().map(Trait::text).collect(Collectors.joining(", "));
        String paths = audit.paths().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(path -> path.getKey() + " " + path.getValue().requests())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s: %s; %d requests (%s), %d upstream calls, fan-out %s, amplification %s, at most %d open,"
                        + " early retries %d of %d, answered %.1f %%",
                who,
                traits.isEmpty() ? "nothing so often that it is a trait" : traits,
                audit.userRequests(),
                paths,
                audit.upstreamCalls(),
                number(audit.fanOut()),
                number(audit.amplification()),
                audit.peakConcurrency(),
                audit.retryAfter().early(),
                audit.retryAfter().asked(),
                100 * audit.felt().answeredShare());
    }

    private static String number(Double value) {
        return value == null ? "unknown" : "%.2f".formatted(value);
    }
}
