package io.tokenweir.provision.recipe;

import java.util.List;
import java.util.Map;

/**
 * How a procedure ended.
 *
 * @param status the last HTTP status
 * @param values everything extracted, with all matches
 */
public record ProcedureResult(Outcome outcome, int status, Map<String, List<String>> values) {

    public ProcedureResult {
        values = Map.copyOf(values);
    }

    /** The first match, or null. */
    public String value(String name) {
        List<String> found = values.get(name);
        return found == null || found.isEmpty() ? null : found.get(0);
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "ProcedureResult[" + outcome + ", " + status + ", " + values.keySet() + "]";
    }
}
