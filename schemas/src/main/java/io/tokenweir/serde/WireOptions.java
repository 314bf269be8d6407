package io.tokenweir.serde;

import java.util.Locale;
import java.util.Map;

import org.apache.kafka.common.config.ConfigException;

/**
 * Which schema ids a writer may use, under Confluent's property names.
 *
 * @param autoRegister {@code auto.register.schemas}: register what is missing; else it must be there
 * @param useLatest {@code use.latest.version}: write only if the subject's newest version is the writer's own schema
 */
public record WireOptions(boolean autoRegister, boolean useLatest) {
    /** Confluent's defaults. */
    public static final WireOptions DEFAULT = new WireOptions(true, false);

    public static WireOptions from(Map<String, ?> config) {
        return new WireOptions(
                flag(config, "auto.register.schemas", DEFAULT.autoRegister),
                flag(config, "use.latest.version", DEFAULT.useLatest));
    }

    static boolean flag(Map<String, ?> config, String key, boolean otherwise) {
        Object value = config.get(key);
        String text = value == null
                ? Boolean.toString(otherwise)
                : value.toString().strip().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigException(key + " is '" + value + "'; it must be true or false.");
        };
    }
}
