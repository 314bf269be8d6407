package io.tokenweir.streams;

import io.tokenweir.events.Series;

/**
 * Says what is wrong with a name that results would bear, in a sentence, or null. Pure.
 *
 * <p>State, results and their keys repeat the names of events: one of a megabyte would make records that no broker takes, and
 * names that are not UTF-8 would all become the same one.
 */
final class NameChecks {
    /** In characters; no name of ours has a tenth of it. */
    static final int LONGEST = 1000;

    /** What Java makes of bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private NameChecks() {}

    /** Null when all is well; a name that is not there is. */
    static String problem(String what, String name) {
        if (name == null) {
            return null;
        }
        if (name.length() > LONGEST) {
            return what + " is longer than " + LONGEST + " characters (" + name.length() + ")";
        }
        return name.indexOf(REPLACEMENT) < 0 ? null : what + " is not UTF-8";
    }

    /** Of all dimensions; null when the series is not there. */
    static String problem(Series series) {
        if (series == null) {
            return null;
        }
        return first(
                problem("the scenario", series.getScenario()),
                problem("the stage", series.getStage()),
                problem("the provider", series.getProvider()),
                problem("the model", series.getModel()));
    }

    /** The first problem; null when there is none. */
    static String first(String... problems) {
        for (String problem : problems) {
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }
}
