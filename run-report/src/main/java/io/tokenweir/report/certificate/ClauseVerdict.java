package io.tokenweir.report.certificate;

import java.util.Collection;

/** What the evidence says of a clause. */
public enum ClauseVerdict {
    PASSED,
    FAILED,
    /** There is not enough evidence for either; never to be read as passed. */
    UNPROVEN;

    /** Of a whole certificate: a failure outweighs everything, and what is unproven outweighs what passed. */
    public static ClauseVerdict of(Collection<ClauseVerdict> clauses) {
        if (clauses.contains(FAILED)) {
            return FAILED;
        }
        return clauses.isEmpty() || clauses.contains(UNPROVEN) ? UNPROVEN : PASSED;
    }
}
