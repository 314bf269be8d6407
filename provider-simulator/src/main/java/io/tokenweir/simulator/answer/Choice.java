package io.tokenweir.simulator.answer;

import java.util.List;

/**
 * One of the answers to a request: its parts, in the order in which they are said.
 *
 * @param stopSequence the one that ended it; null: none
 */
public record Choice(List<Part> parts, Ending ending, String stopSequence) {

    public int tokens() {
        int sum = 0;
        for (Part part : parts) {
            sum += part.tokens().count();
        }
        return sum;
    }

    /** How many tokens are of one kind. */
    public int tokens(Part.Kind kind) {
        return parts.stream()
                .filter(part -> part.kind() == kind)
                .mapToInt(part -> part.tokens().count())
                .sum();
    }

    /** The tokens of all parts of one kind, as one text. */
    public String text(Part.Kind kind) {
        StringBuilder text = new StringBuilder();
        parts.stream()
                .filter(part -> part.kind() == kind)
                .forEach(part -> text.append(part.tokens().text()));
        return text.toString();
    }

    public boolean has(Part.Kind kind) {
        return parts.stream().anyMatch(part -> part.kind() == kind);
    }
}
