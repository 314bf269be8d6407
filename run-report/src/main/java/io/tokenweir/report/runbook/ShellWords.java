package io.tokenweir.report.runbook;

import java.util.List;
import java.util.stream.Collectors;

/** A command line that can be pasted into a shell. */
final class ShellWords {
    private static final String HARMLESS = "[\\w@%+=:,./-]+";

    private ShellWords() {}

    static String join(List<String> arguments) {
        return arguments.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches(HARMLESS) ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
