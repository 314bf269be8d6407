package io.tokenweir.common.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What must hold between the keys of a trace. Pure. */
final class TraceRules {
    private static final Set<String> OWN = Set.of("csv", "jsonl");

    private TraceRules() {}

    /** A sentence, without its full stop, for whatever does not hold. */
    static List<String> check(TraceSpec trace) {
        List<String> wrong = new ArrayList<>();
        boolean own = trace.format() != null && OWN.contains(trace.format());
        TraceSpec.Columns columns = trace.columns();
        if (own
                && (columns == null
                        || columns.timestamp() == null
                        || columns.inputTokens() == null
                        || columns.outputTokens() == null)) {
            wrong.add("format " + trace.format() + " needs 'columns' with the names of 'timestamp', 'inputTokens' and"
                    + " 'outputTokens' in your file");
        }
        if (!own && columns != null) {
            wrong.add("'columns' go with 'format: csv' or 'format: jsonl'; the other formats know their columns");
        }
        if (columns != null && !TraceSpec.Columns.UNITS.contains(columns.timeUnit())) {
            wrong.add("'columns.timeUnit' is one of " + String.join(", ", TraceSpec.Columns.UNITS));
        }
        if (trace.to() != null && trace.to().compareTo(trace.from()) <= 0) {
            wrong.add("the trace's 'to' must lie after its 'from'");
        }
        if (!Set.of("skip", "replay").contains(trace.failures())) {
            wrong.add("the trace's 'failures' are either 'skip' or 'replay'");
        }
        return wrong;
    }
}
