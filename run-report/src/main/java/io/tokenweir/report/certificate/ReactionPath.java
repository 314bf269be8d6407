package io.tokenweir.report.certificate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What became of a user's request at the edge, by what was seen of it and not by what the application says of itself. */
public enum ReactionPath {
    /** Answered by the model that was asked, at once. */
    SERVED("served"),
    /** Refused to the user, fast and honestly, without or after few upstream calls. */
    SHED("shed"),
    /** Answered by the model that was asked, late, because the application held it back. */
    QUEUE("queue"),
    /** Answered by another, lesser model, as the tap or the provider's answer shows. */
    FALLBACK("fallback"),
    /** Answered with something lesser that no model made, and that says so. */
    DEGRADED("degraded"),
    /** The first refusal was passed on to the user as an error. */
    FAIL_FAST("fail-fast"),
    /** Answered, or given up, after further upstream calls for the same action. */
    RETRY("retry"),
    /** No end within the user's patience, or a stream that stalled. */
    HANG("hang"),
    /** The answer looks like success and says something else than what was seen upstream. */
    LIE("lie"),
    /** Failed in another way, by the network or by an error that is no refusal. */
    BROKEN("broken");

    private final String text;

    ReactionPath(String text) {
        this.text = text;
    }

    /** As scenarios and JSON have it. */
    @JsonValue
    public String text() {
        return text;
    }

    /** Throws {@link IllegalArgumentException} when there is no such path. */
    @JsonCreator
    public static ReactionPath named(String text) {
        for (ReactionPath path : values()) {
            if (path.text.equals(text)) {
                return path;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no path of a reaction");
    }
}
