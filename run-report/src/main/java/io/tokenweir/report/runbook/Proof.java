package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.report.runbook.Section.Item;
import io.tokenweir.report.runbook.Section.Mark;

/**
 * The proof that the path fired: the clauses of the certificate, or, where nothing was declared, what was seen.
 *
 * @param reason the state in a sentence; may be empty
 * @param seen what can be said without a certificate, or beside it
 */
public record Proof(State state, String reason, List<Clause> clauses, List<Item> seen) {
    private static final int CLAUSES_SHOWN = 8;

    public enum State {
        PASSED("proven", Mark.GOOD),
        FAILED("not as declared", Mark.BAD),
        UNPROVEN("unproven", Mark.WARN),
        NOT_DECLARED("nothing declared", Mark.WARN);

        private final String words;
        private final Mark mark;

        State(String words, Mark mark) {
            this.words = words;
            this.mark = mark;
        }
    }

    /**
     * A clause of the certificate.
     *
     * @param text as it was declared
     * @param observed what was found, with the number of requests that were judged
     * @param state never NOT_DECLARED
     */
    public record Clause(String text, State state, String observed, String reason) {
        private Item item() {
            return new Item(
                    text,
                    observed.isEmpty() ? state.words : observed,
                    (state == State.PASSED ? "" : state.words + (reason.isEmpty() ? "" : ": ")) + reason,
                    state.mark);
        }
    }

    /** Of a run whose scenario declares nothing. @param examples requests that the page shows, with the target's answers */
    static Proof undeclared(String runId, List<RunbookData.Path> paths) {
        List<RunbookData.Example> examples =
                paths.stream().flatMap(path -> path.examples().stream()).toList();
        List<Item> seen = new ArrayList<>();
        long asked =
                examples.stream().filter(example -> example.answers() != null).count();
        if (asked > 0) {
            long found = examples.stream()
                    .filter(example -> Boolean.TRUE.equals(example.foundAtTarget()))
                    .count();
            seen.add(Item.of(
                    "in the target's log",
                    found + " of " + asked,
                    "of the requests shown in the details; the others were never sent"));
        }
        paths.stream()
                .filter(path -> !path.examples().isEmpty())
                .limit(2)
                .forEach(path -> seen.add(
                        Item.of(path.name(), "", example(runId, path.examples().get(0)))));
        return new Proof(
                State.NOT_DECLARED,
                "The scenario has no expect: clause, so what fired is told here, not judged.",
                List.of(),
                seen);
    }

    private static String example(String runId, RunbookData.Example example) {
        boolean known = Boolean.TRUE.equals(example.foundAtTarget());
        String id = example.requestId().startsWith(runId + ".")
                ? example.requestId().substring(runId.length() + 1)
                : example.requestId();
        return "e.g. request " + id + (known ? ": " + String.join(" \u2192 ", example.answers()) : "");
    }

    Section section() {
        List<Item> items = new ArrayList<>();
        long passed = clauses.stream()
                .filter(clause -> clause.state() == State.PASSED)
                .count();
        items.add(new Item(
                "",
                state.words + (clauses.isEmpty() ? "" : ": %d of %d clauses passed".formatted(passed, clauses.size())),
                reason,
                state.mark));
        clauses.stream().limit(CLAUSES_SHOWN).map(Clause::item).forEach(items::add);
        if (clauses.size() > CLAUSES_SHOWN) {
            items.add(Item.of("", "", "%d more in runbook.json".formatted(clauses.size() - CLAUSES_SHOWN)));
        }
        items.addAll(seen);
        return new Section("proof", "The proof that it fired", items);
    }
}
