package io.tokenweir.connect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;

import io.tokenweir.connect.avro.WeirAvroConverter;
import io.tokenweir.connect.objects.ObjectStorageSinkConnector;
import io.tokenweir.connect.prometheus.PrometheusSinkConnector;

/** The page docs/sink-settings.md, from the plugins' own definitions. */
final class SettingsPage {
    /** How the page is written anew, from the project's folder. */
    static final String COMMAND = "./mvnw -q test -pl sink-connectors -am -Dtest=SettingsPageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dsettings.page=write";

    private SettingsPage() {}

    static Map<String, ConfigDef> definitions() {
        Map<String, ConfigDef> definitions = new LinkedHashMap<>();
        definitions.put("the Prometheus sink", new PrometheusSinkConnector().config());
        definitions.put("the object sink", new ObjectStorageSinkConnector().config());
        definitions.put("the Avro converter", new WeirAvroConverter().config());
        return definitions;
    }

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Sink settings: what can be set, what does it mean, what is the default?

                Written from the plugins' own definitions, which the worker shows too: `PUT /connector-plugins/<class>/config/validate`
                (see [Connect plugins](connect-plugins.md)). A test refuses a page that is older than they are; this writes it anew:

                ```
                %s
                ```

                Beside these a connector takes Connect's own keys (`topics`, `tasks.max`, `errors.tolerance`, `transforms` …). What a key
                is good for says [Sinks](sinks.md).
                """.formatted(COMMAND));
        definitions().forEach((plugin, definition) -> {
            page.append("\n## Which settings has ").append(plugin).append("?\n");
            if (plugin.endsWith("converter")) {
                page.append("\nEach after `key.converter.` or `value.converter.`.\n");
            }
            groups(definition).forEach((group, keys) -> {
                page.append("\n### ").append(group).append("\n\n");
                page.append("| key | type | default | values | importance | meaning |\n|---|---|---|---|---|---|\n");
                keys.forEach(key -> page.append(row(key)));
            });
        });
        return page.toString();
    }

    private static Map<String, List<ConfigKey>> groups(ConfigDef definition) {
        Map<String, List<ConfigKey>> groups = new LinkedHashMap<>();
        for (String group : definition.groups()) {
            groups.put(group, new ArrayList<>());
        }
        definition.configKeys().values().forEach(key -> groups.get(key.group).add(key));
        groups.values()
                .forEach(keys -> keys.sort(Comparator.comparingInt((ConfigKey key) -> key.orderInGroup)
                        .thenComparing(key -> key.name)));
        return groups;
    }

    private static String row(ConfigKey key) {
        String values = key.validator == null ? "" : key.validator.toString();
        return "| `" + key.name + "` | " + key.type.name().toLowerCase(java.util.Locale.ROOT) + " | " + otherwise(key)
                + " | " + cell(values) + " | "
                + key.importance.name().toLowerCase(java.util.Locale.ROOT) + " | " + cell(key.documentation) + " |\n";
    }

    private static String otherwise(ConfigKey key) {
        if (!key.hasDefault()) {
            return "must be set";
        }
        boolean nothing = key.defaultValue == null
                || key.type == Type.PASSWORD
                || ConfigDef.convertToString(key.defaultValue, key.type).isEmpty();
        return nothing ? "" : "`" + ConfigDef.convertToString(key.defaultValue, key.type) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
    }
}
