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
 * @param follow how many redirects are followed; 0: none
 * @param outcomes what each expected status means
 * @param readings what an answer of an expected status means after all, by what it says
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
        int follow,
        Map<Integer, Outcome> outcomes,
        List<Reading> readings,
        Map<String, Source> extract,
        List<Assertion> assertions,
        boolean repeatable,
        String unless) {

    /** What must hold for an answer that means DONE. */
    record Assertion(int line, Source that, Pattern matches) {}

    /**
     * What an answer means when something is in it.
     *
     * @param matches null: anything that is not blank
     * @param means null: the account fails
     * @param cause code of the failure
     */
    record Reading(int line, Source that, Pattern matches, Outcome means, String cause) {
        boolean fits(String value) {
            return matches == null ? !value.isBlank() : matches.matcher(value).find();
        }
    }
}
