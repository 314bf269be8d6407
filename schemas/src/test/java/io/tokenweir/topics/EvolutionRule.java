package io.tokenweir.topics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

import io.tokenweir.registry.Compatibility;

/**
 * How a schema may differ from a released one. FULL compatibility lets a nullable field or a symbol of an enum vanish, and a
 * default change its meaning: everything decodes, and an analyst's query is quietly wrong. So beside FULL, what was released
 * stays: fields with their defaults, symbols in their order. New fields have defaults, every enum has a default symbol. Pure.
 */
final class EvolutionRule {
    private EvolutionRule() {}

    /** What stands between today's schema and the released one, as sentences; empty when nothing does. */
    static List<String> conflicts(Schema today, Schema released) {
        List<String> conflicts = new ArrayList<>(Compatibility.FULL.conflicts(today, List.of(released)));
        compare(today, released, today.getName(), conflicts, new HashSet<>());
        return conflicts;
    }

    private static void compare(Schema today, Schema released, String at, List<String> conflicts, Set<String> seen) {
        if (today.getType() != released.getType()) {
            conflicts.add(at + " was " + released.getType() + " and is " + today.getType());
            return;
        }
        switch (today.getType()) {
            case ARRAY -> compare(today.getElementType(), released.getElementType(), at, conflicts, seen);
            case MAP -> compare(today.getValueType(), released.getValueType(), at, conflicts, seen);
            case UNION -> branches(today, released, at, conflicts, seen);
            case ENUM -> symbols(today, released, at, conflicts);
            case RECORD -> {
                if (seen.add(today.getFullName())) {
                    fields(today, released, at, conflicts, seen);
                }
            }
            default -> {
                // a primitive type of the same name is the same
            }
        }
    }

    private static void branches(Schema today, Schema released, String at, List<String> conflicts, Set<String> seen) {
        if (today.getTypes().size() != released.getTypes().size()) {
            conflicts.add(at + " has another number of branches");
            return;
        }
        for (int i = 0; i < today.getTypes().size(); i++) {
            compare(today.getTypes().get(i), released.getTypes().get(i), at, conflicts, seen);
        }
    }

    private static void symbols(Schema today, Schema released, String at, List<String> conflicts) {
        if (today.getEnumDefault() == null || !today.getEnumDefault().equals(released.getEnumDefault())) {
            conflicts.add(at + " has no default symbol, or another one");
        }
        // new ones may stand anywhere: readers resolve symbols by name
        List<String> kept =
                today.getEnumSymbols().stream().filter(released::hasEnumSymbol).toList();
        if (!kept.equals(released.getEnumSymbols())) {
            conflicts.add(at + " lost a symbol, or has them in another order");
        }
    }

    private static void fields(Schema today, Schema released, String at, List<String> conflicts, Set<String> seen) {
        for (Schema.Field before : released.getFields()) {
            Schema.Field now = today.getField(before.name());
            String where = at + "." + before.name();
            if (now == null) {
                conflicts.add(where + " is gone");
            } else {
                if (!Objects.equals(defaultOf(now), defaultOf(before))) {
                    conflicts.add(where + " has another default");
                }
                compare(now.schema(), before.schema(), where, conflicts, seen);
            }
        }
        today.getFields().stream()
                .filter(field -> released.getField(field.name()) == null && !field.hasDefaultValue())
                .sorted(Comparator.comparing(Schema.Field::name))
                .forEach(field -> conflicts.add(at + "." + field.name() + " is new and has no default"));
    }

    private static Object defaultOf(Schema.Field field) {
        Object value = field.hasDefaultValue() ? field.defaultVal() : null;
        return field.hasDefaultValue() && value == null ? JsonProperties.NULL_VALUE : value;
    }
}
