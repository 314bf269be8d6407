package io.tokenweir.connect;

import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.connect.sink.SinkConnector;

/** What a connector's validation says, by key; keys without an error are left out. */
public final class Messages {
    private Messages() {}

    public static Map<String, String> of(SinkConnector connector, Map<String, String> settings) {
        Map<String, String> messages = new TreeMap<>();
        connector.validate(settings).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .forEach(value -> messages.put(value.name(), String.join(" | ", value.errorMessages())));
        return messages;
    }
}
