package io.tokenweir.serde;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

import io.tokenweir.events.EventHeader;

/**
 * Avro loads only classes that it was told to trust, by name from a schema that may come from anywhere. This adds the
 * package of our generated classes to what is trusted already, for the whole JVM (or plugin class loader).
 */
public final class TrustedEvents {
    private static final String PREFIX = EventHeader.class.getPackageName() + ".";

    private TrustedEvents() {}

    /** May be called more than once. */
    public static void install() {
        ClassSecurityPredicate ours = type -> type.getName().startsWith(PREFIX);
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours));
    }
}
