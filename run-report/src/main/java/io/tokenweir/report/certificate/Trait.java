package io.tokenweir.report.certificate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What an application is seen to do, so often that it is no accident. */
public enum Trait {
    OBEYS_RETRY_AFTER("obeys Retry-After"),
    IGNORES_RETRY_AFTER("ignores Retry-After"),
    RETRIES_AT_ONCE("retries at once"),
    FANS_OUT("fans out without control"),
    SHEDS("sheds"),
    QUEUES("queues"),
    FALLS_BACK("falls back"),
    FAILS_FAST("fails fast"),
    ANSWERS_DEGRADED("answers degraded"),
    HANGS("hangs"),
    LIES("lies in its answer");

    private final String text;

    Trait(String text) {
        this.text = text;
    }

    /** For people, and in JSON. */
    @JsonValue
    public String text() {
        return text;
    }

    /** Throws {@link IllegalArgumentException} when there is no such trait. */
    @JsonCreator
    public static Trait named(String text) {
        for (Trait trait : values()) {
            if (trait.text.equals(text)) {
                return trait;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is nothing that applications are seen to do");
    }
}
