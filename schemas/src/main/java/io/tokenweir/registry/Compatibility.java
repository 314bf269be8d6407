package io.tokenweir.registry;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** Confluent's compatibility levels: who must be able to read whose records, and over how many versions. */
public enum Compatibility {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean newReadsOld;
    private final boolean oldReadsNew;
    private final boolean everyVersion;

    Compatibility(boolean newReadsOld, boolean oldReadsNew, boolean everyVersion) {
        this.newReadsOld = newReadsOld;
        this.oldReadsNew = oldReadsNew;
        this.everyVersion = everyVersion;
    }

    /** The level of this name; refuses others with 42203. */
    public static Compatibility named(String name) {
        for (Compatibility level : values()) {
            if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
                return level;
            }
        }
        throw RegistryException.refusal(
                RegistryException.INVALID_LEVEL,
                "Compatibility level '" + name + "' is unknown; use one of " + List.of(values()) + ".");
    }

    /** What stands between {@code next} and the earlier versions, oldest first; empty when nothing does. */
    public List<String> conflicts(Schema next, List<Schema> earlier) {
        List<Schema> against =
                everyVersion || earlier.isEmpty() ? earlier : earlier.subList(earlier.size() - 1, earlier.size());
        return against.stream().flatMap(old -> conflicts(next, old).stream()).toList();
    }

    private List<String> conflicts(Schema next, Schema old) {
        return Stream.concat(
                        newReadsOld ? reading(next, old).stream() : Stream.empty(),
                        oldReadsNew ? reading(old, next).stream() : Stream.empty())
                .toList();
    }

    private static List<String> reading(Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult();
        if (result.getCompatibility() == SchemaCompatibilityType.COMPATIBLE) {
            return List.of();
        }
        return result.getIncompatibilities().stream()
                .map(conflict -> conflict.getType() + " at " + conflict.getLocation() + ": " + conflict.getMessage())
                .toList();
    }
}
