package io.tokenweir.provision.recipe;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One HTTP call of a procedure, as data.
 *
 * @param line where it begins in the file
 * @param url template
 * @param body template, or null
 * @param form the body goes as a form, not as JSON
 * @param outcomes what each expected status means
 * @param extract values to take from the answer, by name
 * @param repeatable an answer that got lost may simply be asked for again
 * @param unless the step is skipped when this value is there already; null: never skipped
 */
record HttpStep(
        String name,
        int line,
        String group,
        String method,
        String url,
        Map<String, String> headers,
        JsonNode body,
        boolean form,
        Map<Integer, Outcome> outcomes,
        Map<String, Source> extract,
        List<Assertion> assertions,
        boolean repeatable,
        String unless) {

    /** What must hold for an answer that means DONE. */
    record Assertion(int line, Source that, Pattern matches) {}
}
