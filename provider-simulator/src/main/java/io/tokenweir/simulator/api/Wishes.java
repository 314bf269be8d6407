package io.tokenweir.simulator.api;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a request wants its answer to be like, beyond its length.
 *
 * @param question the text of the last user message: what right answers are derived from
 * @param choices how many answers
 * @param tools that may be called
 * @param toolUse whether they are
 * @param format of the text
 * @param reasoningTokens to think before the answer, at most
 */
public record Wishes(
        String question, int choices, List<Tool> tools, ToolUse toolUse, Format format, int reasoningTokens) {

    /** @param schema of the arguments, as JSON Schema; a missing node: none */
    public record Tool(String name, JsonNode schema) {}

    /**
     * @param forced the one tool that is to be called; null: any
     * @param parallel whether several may be called at once
     */
    public record ToolUse(Mode mode, String forced, boolean parallel) {
        public enum Mode {
            /** None is called. */
            NONE,
            /** One is called, unless the last message is the result of a call. */
            AUTO,
            /** One is called. */
            REQUIRED
        }

        public static final ToolUse NOT = new ToolUse(Mode.NONE, null, false);
    }

    /** @param schema that the JSON has to fit; null: any */
    public record Format(boolean json, JsonNode schema) {
        public static final Format TEXT = new Format(false, null);
    }

    /** One plain text. */
    public static Wishes text(String question) {
        return new Wishes(question, 1, List.of(), ToolUse.NOT, Format.TEXT, 0);
    }

    public Wishes times(int choices) {
        return new Wishes(question, choices, tools, toolUse, format, reasoningTokens);
    }

    public Wishes with(List<Tool> tools, ToolUse toolUse) {
        return new Wishes(question, choices, List.copyOf(tools), toolUse, format, reasoningTokens);
    }

    public Wishes in(Format format) {
        return new Wishes(question, choices, tools, toolUse, format, reasoningTokens);
    }

    public Wishes thinking(int reasoningTokens) {
        return new Wishes(question, choices, tools, toolUse, format, reasoningTokens);
    }
}
