package io.tokenweir.report.query;

import java.util.List;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

import io.tokenweir.common.scenario.NearestName;

/** That a field has a value, as {@code model=m}; names of an enum in any case. Pure. */
record Condition(FieldPath field, String wanted) {
    /** @throws IllegalArgumentException with a sentence when it cannot be read, or can never hold */
    static Condition parse(String text, Schema schema) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no condition; write FIELD=VALUE, for instance model=gpt-4o.");
        }
        FieldPath field = FieldPath.parse(text.substring(0, equals), schema);
        return new Condition(field, possible(field, text.substring(equals + 1)));
    }

    boolean holds(IndexedRecord record) {
        return wanted.equals(valueIn(record));
    }

    String valueIn(IndexedRecord record) {
        return String.valueOf(field.of(record));
    }

    @Override
    public String toString() {
        return field.text() + "=" + wanted;
    }

    private static String possible(FieldPath field, String wanted) {
        return switch (field.schema().getType()) {
            case ENUM -> symbol(field, wanted);
            case INT, LONG -> whole(field, wanted);
            case RECORD, MAP, ARRAY ->
                throw new IllegalArgumentException("'" + field.text()
                        + "' has no single value to compare with; name a field within it, or the key of a map.");
            default -> wanted;
        };
    }

    private static String symbol(FieldPath field, String wanted) {
        List<String> symbols = field.schema().getEnumSymbols();
        return symbols.stream().filter(wanted::equalsIgnoreCase).findFirst().orElseThrow(() -> {
            String nearest = NearestName.of(wanted, symbols);
            return new IllegalArgumentException("'" + field.text() + "' is never '" + wanted + "'"
                    + (nearest == null
                            ? "; it is one of: " + String.join(", ", symbols) + "."
                            : "; did you mean '" + nearest + "'?"));
        });
    }

    private static String whole(FieldPath field, String wanted) {
        if (!wanted.matches("-?\\d+") && !wanted.equals("null")) {
            throw new IllegalArgumentException(
                    "'" + field.text() + "' is a whole number, as it stands in the record; '" + wanted + "' is none.");
        }
        return wanted;
    }
}
