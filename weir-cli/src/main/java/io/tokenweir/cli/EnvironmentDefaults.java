package io.tokenweir.cli;

import java.util.Locale;
import java.util.Map;

import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes an option that is not on the command line from the environment: {@code --topic-prefix} is WEIR_TOPIC_PREFIX. */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The variable that stands for an option such as {@code --topic-prefix}. */
    static String variable(String longOption) {
        return "WEIR_" + longOption.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        if (argument instanceof OptionSpec option && option.longestName().startsWith("--")) {
            String value = environment.get(variable(option.longestName()));
            if (value != null) {
                return value;
            }
        }
        return argument.defaultValue();
    }
}
