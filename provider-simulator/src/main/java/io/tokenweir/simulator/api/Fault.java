package io.tokenweir.simulator.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import io.tokenweir.simulator.http.Request;

/**
 * What a request asks to go wrong, in its header {@code x-simulator-fault}: a status ({@code 503}) or the name of an error
 * ({@code no_quota}) instead of an answer; {@code stream@3} or {@code stream@3 rate_limit} for an error after three steps;
 * {@code refusal} or {@code filtered} for an answer that ends so.
 *
 * @param error null: none
 * @param afterSteps steps before the error; -1: it comes instead of an answer
 */
public record Fault(ServedError error, int afterSteps, Ends ends) {
    public static final String HEADER = "x-simulator-fault";
    private static final String STREAM = "stream@";
    private static final Fault NONE = new Fault(null, -1, Ends.AS_USUAL);

    /** How the answer ends. */
    public enum Ends {
        AS_USUAL,
        REFUSED,
        FILTERED
    }

    /** @throws ServedError when the header says nothing that is known */
    public static Fault of(Request request) {
        String header = request.header(HEADER).orElse("").toLowerCase(Locale.ROOT);
        return switch (header) {
            case "" -> NONE;
            case "refusal" -> new Fault(null, -1, Ends.REFUSED);
            case "filtered" -> new Fault(null, -1, Ends.FILTERED);
            default -> header.startsWith(STREAM) ? inStream(header) : new Fault(error(header), -1, Ends.AS_USUAL);
        };
    }

    /** An error instead of an answer. */
    public Optional<ServedError> atOnce() {
        return afterSteps < 0 ? Optional.ofNullable(error) : Optional.empty();
    }

    private static Fault inStream(String header) {
        String[] words = header.substring(STREAM.length()).split(" +", 2);
        if (!words[0].matches("\\d{1,6}")) {
            throw unknown(header);
        }
        return new Fault(
                error(words.length == 1 ? "server_error" : words[1]), Integer.parseInt(words[0]), Ends.AS_USUAL);
    }

    private static ServedError error(String name) {
        if (name.equals("529")) {
            return ServedError.of(ServedError.Kind.OVERLOADED, null);
        }
        return Arrays.stream(ServedError.Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(name)
                        || Integer.toString(kind.status()).equals(name))
                .findFirst()
                .map(kind -> ServedError.of(kind, null))
                .orElseThrow(() -> unknown(name));
    }

    private static ServedError unknown(String value) {
        return ServedError.invalid(
                HEADER,
                "Unknown fault '" + value + "'; known are statuses, names of errors, stream@N, refusal, filtered.");
    }
}
