package io.tokenweir.simulator.config;

import java.util.List;
import java.util.Map;

/**
 * How limits are told: headers and bodies with places for values, see docs/profiles.md.
 *
 * @param use the built-in voice that it is or starts from; null: none
 * @param shown names for what a header tells of several limits, such as the day's requests where there are any
 * @param words what messages call a limit, by its name
 * @param headers on every answer, by name; one whose values are not all there is left out
 * @param refusals what a refused client reads, by the name of the limit, by what it counts, {@code too_large}, or {@code
 *     other}
 * @param errors what other errors look like where they differ from the vendor's own, by kind: {@code overloaded}, {@code
 *     wrong_key} …
 */
public record VoiceConfig(
        String use,
        Map<String, Shown> shown,
        Map<String, String> words,
        Map<String, String> headers,
        Map<String, Said> refusals,
        Map<String, Said> errors) {

    public VoiceConfig {
        shown = shown == null ? Map.of() : shown;
        words = words == null ? Map.of() : words;
        headers = headers == null ? Map.of() : headers;
        refusals = refusals == null ? Map.of() : refusals;
        errors = errors == null ? Map.of() : errors;
    }

    /**
     * A limit that stands for several: the first that exists, the one with the smallest share left, or the sum.
     */
    public record Shown(List<String> first, List<String> tightest, List<String> sum) {}

    /**
     * One answer that is no answer.
     *
     * @param status its status; 429 if 0
     * @param headers beside those of every answer
     * @param body JSON with places in its texts; null: none
     * @param text body that is not JSON
     * @param bare whether the headers of every answer are left out
     */
    public record Said(int status, Map<String, String> headers, Object body, String text, boolean bare) {
        public Said {
            status = status == 0 ? 429 : status;
            headers = headers == null ? Map.of() : headers;
        }
    }
}
