package io.tokenweir.report.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * From which load on the expectations hold.
 *
 * @param declared as the scenario has it; null when it names none, and they hold from the first refusal on
 * @param axis requests/min, tokens/min or concurrency
 * @param load the number that was meant; null when it could not be known
 * @param from where the number comes from, in words
 * @param reachedMicros when the offered load first came up to it, us since the Unix epoch; null: never
 * @param untilMicros when it was last there; what began later is not judged; null: never
 * @param highest the highest load that was offered over ten seconds, on that axis
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadPoint(
        String declared, String axis, Double load, String from, Long reachedMicros, Long untilMicros, double highest) {}
