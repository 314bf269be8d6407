package io.tokenweir.connect.avro;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Settings of the converter, under Confluent's names; those of the HTTP client are read by the registry client itself. */
final class ConverterSettings {
    private static final String REGISTRY = "Registry";

    static final ConfigDef DEFINITION = definition();

    private ConverterSettings() {}

    private static ConfigDef definition() {
        ConfigDef def = new ConfigDef();
        def.define(
                "schema.registry.url",
                Type.LIST,
                ConfigDef.NO_DEFAULT_VALUE,
                Importance.HIGH,
                "URLs of a registry that speaks Confluent's REST API, separated by commas.",
                REGISTRY,
                1,
                ConfigDef.Width.LONG,
                "Registry URLs");
        def.define(
                "basic.auth.credentials.source",
                Type.STRING,
                "URL",
                Importance.MEDIUM,
                "Where user and password are found: in the URL, or with USER_INFO in basic.auth.user.info.",
                REGISTRY,
                2,
                ConfigDef.Width.SHORT,
                "Source of credentials");
        def.define(
                "basic.auth.user.info",
                Type.PASSWORD,
                null,
                Importance.MEDIUM,
                "As user:password, for USER_INFO.",
                REGISTRY,
                3,
                ConfigDef.Width.LONG,
                "User and password");
        def.define(
                "bearer.auth.token",
                Type.PASSWORD,
                null,
                Importance.MEDIUM,
                "Token for bearer authentication.",
                REGISTRY,
                4,
                ConfigDef.Width.LONG,
                "Bearer token");
        def.define(
                "auto.register.schemas",
                Type.BOOLEAN,
                true,
                Importance.MEDIUM,
                "Register schemas when writing; else they must be registered already.",
                REGISTRY,
                5,
                ConfigDef.Width.SHORT,
                "Register schemas");
        return def;
    }
}
