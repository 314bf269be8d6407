package io.tokenweir.load.target;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers that a scenario adds to every request. A value may name environment variables, <code>${NAME}</code>; a header
 * that usually carries a secret must, because scenario files are copied into run folders.
 */
public final class CustomHeaders {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** Those that the generator sets itself, because the measurement or the protocol depends on them. */
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "expect",
            "accept-encoding",
            "traceparent",
            "x-client-request-id");

    private static final Set<String> SECRET = Set.of(
            "authorization", "proxy-authorization", "api-key", "x-api-key", "cookie", "ocp-apim-subscription-key");

    private CustomHeaders() {}

    /** Values with their variables filled in. Throws {@link IllegalArgumentException} with a sentence that shows no value. */
    public static Map<String, String> resolve(Map<String, String> headers, Map<String, String> environment) {
        Map<String, String> resolved = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            String where = "target.headers: ";
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(where + "'" + name + "' is no name of a header.");
            }
            String lower = name.toLowerCase(Locale.ROOT);
            if (OURS.contains(lower)) {
                throw new IllegalArgumentException(
                        where + name + " is set by the load generator itself; leave it out of the scenario.");
            }
            if (value == null) {
                throw new IllegalArgumentException(where + name + " has no value.");
            }
            if (SECRET.contains(lower) && !VARIABLE.matcher(value).find()) {
                throw new IllegalArgumentException(where + name
                        + " carries a secret, and scenario files are kept with each run; put it into an environment variable"
                        + " and write ${NAME}.");
            }
            resolved.put(name, filled(where + name, value, environment));
        });
        return resolved;
    }

    private static String filled(String where, String value, Map<String, String> environment) {
        Matcher variable = VARIABLE.matcher(value);
        StringBuilder text = new StringBuilder();
        while (variable.find()) {
            String known = environment.get(variable.group(1));
            if (known == null) {
                throw new IllegalArgumentException(
                        where + " names the environment variable " + variable.group(1) + ", which is not set.");
            }
            variable.appendReplacement(text, Matcher.quoteReplacement(known));
        }
        String filled = variable.appendTail(text).toString();
        if (filled.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
            throw new IllegalArgumentException(where + " holds a control character, such as a line break; remove it.");
        }
        return filled;
    }

    /** Puts {@code more} over {@code headers}, names compared without case. */
    public static void overlay(Map<String, String> headers, Map<String, String> more) {
        more.forEach((name, value) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, value);
        });
    }
}
