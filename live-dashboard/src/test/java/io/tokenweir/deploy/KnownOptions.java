package io.tokenweir.deploy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The options of the {@code weir} commands that a deployment may use; each can also come as WEIR_NAME. */
final class KnownOptions {
    private static final List<String> KAFKA = List.of(
            "--bootstrap-servers",
            "--schema-registry-url",
            "--topic-prefix",
            "--partitions",
            "--replication-factor",
            "--kafka-config");

    private static final Map<String, List<String>> BY_COMMAND = Map.of(
            "topics", List.of("--create"),
            "simulate", List.of("--config", "--host", "--port", "--mailbox-port", "--smtp-port"),
            "provision", List.of("--portal-url", "--mailbox-url"),
            "run", List.of("--target", "--runs-folder"),
            "streams", List.of("--state-folder"),
            "connect", List.of("--scrape-host", "--scrape-port", "--objects-url", "--remote-write-url"),
            "dashboard", List.of("--host", "--port"));

    private KnownOptions() {}

    static Set<String> commands() {
        return BY_COMMAND.keySet();
    }

    static Set<String> of(String command) {
        Set<String> options = new HashSet<>(KAFKA);
        options.addAll(BY_COMMAND.get(command));
        return options;
    }

    /** The environment variables that a command reads; the key-encryption key comes from the environment alone. */
    static Set<String> variables(String command) {
        Set<String> variables = new HashSet<>(Set.of("WEIR_KEK", "WEIR_JAVA_OPTS"));
        of(command)
                .forEach(option -> variables.add(
                        "WEIR_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT)));
        return variables;
    }
}
