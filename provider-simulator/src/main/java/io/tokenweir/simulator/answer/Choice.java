package io.tokenweir.simulator.answer;

import java.util.List;

/** One of the answers to a request: its parts, in the order in which they are said. */
public record Choice(List<Part> parts, Ending ending) {

    public int tokens() {
        int sum = 0;
        for (Part part : parts) {
            sum += part.tokens().count();
        }
        return sum;
    }

    /** The tokens of all parts of one kind, as one text. */
    public String text(Part.Kind kind) {
        StringBuilder text = new StringBuilder();
        parts.stream()
                .filter(part -> part.kind() == kind)
                .forEach(part -> text.append(part.tokens().text()));
        return text.toString();
    }
}
