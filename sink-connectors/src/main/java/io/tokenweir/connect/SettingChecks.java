package io.tokenweir.connect;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * What a connector checks beyond one key at a time: how its settings go together and, when {@value #PROBE} is true, whether
 * the remote end takes what the sink will write. Faults are shown at keys, as Connect does with those of single keys.
 */
public abstract class SettingChecks {
    /** Whether validation asks the remote end. */
    public static final String PROBE = "validate.probe";

    private static final String GROUP = "Validation";

    private final ConfigDef own;
    private final Duration patience;
    private ConfigDef shown;

    /**
     * @param definition the connector's own keys
     * @param patience for the remote end; Connect's REST API waits 90 s for a validation
     */
    protected SettingChecks(ConfigDef definition, Duration patience) {
        own = definition;
        this.patience = patience;
    }

    /** The same keys as a form shows them: with a name in words, and hidden where they have no effect. */
    private ConfigDef shown(ConfigDef keys) {
        ConfigDef named = new ConfigDef();
        keys.configKeys()
                .values()
                .forEach(key -> named.define(
                        key.name,
                        key.type,
                        key.defaultValue,
                        key.validator,
                        key.importance,
                        key.documentation,
                        key.group,
                        key.orderInGroup,
                        key.width,
                        key.displayName.equals(key.name) ? words(key.name) : key.displayName,
                        key.dependents,
                        new Shown(key.recommender)));
        return named;
    }

    private static String words(String key) {
        String words = key.replaceAll("\\.ms$", " (ms)").replace('.', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Asks {@link #hasEffect}; values are recommended as the key itself says. */
    private final class Shown implements ConfigDef.Recommender {
        private final ConfigDef.Recommender own;

        Shown(ConfigDef.Recommender own) {
            this.own = own;
        }

        @Override
        public List<Object> validValues(String name, Map<String, Object> parsed) {
            return own == null ? List.of() : own.validValues(name, parsed);
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsed) {
            return hasEffect(name, parsed) && (own == null || own.visible(name, parsed));
        }
    }

    /** The connector's own keys and {@value #PROBE}. */
    public final synchronized ConfigDef definition() {
        if (shown == null) {
            shown = shown(own)
                    .define(
                            PROBE,
                            Type.BOOLEAN,
                            false,
                            Importance.LOW,
                            "Whether validation, and so submitting the connector, also asks the remote end if it would"
                                    + " take what the sink writes; refused with one sentence if not.",
                            GROUP,
                            1,
                            ConfigDef.Width.SHORT,
                            "Probe the remote end");
        }
        return shown;
    }

    /** For {@code Connector.validate}: never throws for bad settings. */
    public final Config validate(Map<String, String> settings) {
        List<ConfigValue> values = definition().validate(settings);
        if (values.stream().allMatch(value -> value.errorMessages().isEmpty())) {
            for (Fault fault : faults(settings)) {
                values.stream()
                        .filter(value -> value.name().equals(fault.key()))
                        .forEach(value -> value.addErrorMessage(fault.sentence()));
            }
        }
        return new Config(values);
    }

    private List<Fault> faults(Map<String, String> settings) {
        List<Fault> faults;
        try {
            faults = together(settings);
        } catch (ConfigException e) {
            faults = List.of(new Fault(keyNamedIn(e.getMessage()), e.getMessage()));
        }
        return faults.isEmpty() && Boolean.parseBoolean(settings.get(PROBE)) ? probed(settings) : faults;
    }

    /** The key that the sentence names first. */
    private String keyNamedIn(String sentence) {
        String found = remoteKey();
        int place = sentence.length();
        for (String key : definition().names()) {
            int at = sentence.indexOf(key);
            if (at >= 0 && (at < place || at == place && key.length() > found.length())) {
                found = key;
                place = at;
            }
        }
        return found;
    }

    private List<Fault> probed(Map<String, String> settings) {
        CompletableFuture<List<Fault>> answer = new CompletableFuture<>();
        Thread asking = new Thread(
                () -> {
                    try {
                        answer.complete(remote(settings));
                    } catch (Exception e) {
                        answer.completeExceptionally(e);
                    }
                },
                "weir-validate-probe");
        asking.setDaemon(true);
        asking.setContextClassLoader(getClass().getClassLoader());
        asking.start();
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asking.interrupt();
            return unanswered("no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            return unanswered(String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered("interrupted");
        }
    }

    private List<Fault> unanswered(String why) {
        return List.of(new Fault(
                remoteKey(),
                "The remote end could not be probed (" + why + "); mend that, or submit with " + PROBE + "=false."));
    }

    /** The key that says where the remote end is. */
    protected abstract String remoteKey();

    /** Whether the key has an effect beside these values; forms hide it where it has none. */
    protected abstract boolean hasEffect(String key, Map<String, Object> parsed);

    /** Faults of settings that are good one by one; may throw {@link ConfigException}, which is shown at the key it names. */
    protected abstract List<Fault> together(Map<String, String> settings);

    /** Asks the remote end; called only when {@link #together} found nothing. Interrupted when patience ends. */
    protected abstract List<Fault> remote(Map<String, String> settings) throws Exception;
}
