package io.tokenweir.report.runbook;

import java.util.List;

import io.tokenweir.report.certificate.Certificate;
import io.tokenweir.report.certificate.Clause;
import io.tokenweir.report.certificate.ClauseVerdict;
import io.tokenweir.report.runbook.Proof.State;
import io.tokenweir.report.runbook.Section.Item;
import io.tokenweir.report.runbook.Section.Mark;

/** What a certificate says, as the page shows it. */
final class Certified {
    private Certified() {}

    static Proof proof(Certificate certificate) {
        List<Proof.Clause> clauses =
                certificate.run().clauses().stream().map(Certified::clause).toList();
        List<Item> remarks = certificate.remarks().stream()
                .map(remark -> new Item("", "", remark, Mark.WARN))
                .toList();
        return new Proof(state(certificate.verdict()), certificate.sentence(), clauses, remarks);
    }

    private static Proof.Clause clause(Clause clause) {
        return new Proof.Clause(
                clause.name() + ": " + clause.declared(), state(clause.verdict()), observed(clause), clause.reason());
    }

    private static String observed(Clause clause) {
        String judged = "%,d judged".formatted(clause.judged());
        if (clause.observed() == null) {
            return judged;
        }
        String interval = clause.low() == null || clause.high() == null
                ? ""
                : " (95 %: " + figure(clause, clause.low()) + " to " + figure(clause, clause.high()) + ")";
        return figure(clause, clause.observed()) + interval + ", " + judged;
    }

    private static String figure(Clause clause, double value) {
        return switch (clause.unit()) {
            case "share" -> "%.1f %%".formatted(100 * value);
            case "ms" -> Figures.span(value);
            default -> (Figures.rounded(value) + " " + clause.unit()).strip();
        };
    }

    private static State state(ClauseVerdict verdict) {
        return switch (verdict) {
            case PASSED -> State.PASSED;
            case FAILED -> State.FAILED;
            case UNPROVEN -> State.UNPROVEN;
        };
    }
}
