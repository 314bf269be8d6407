package io.tokenweir.report.runbook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.tokenweir.events.DecisionKind;
import io.tokenweir.report.runbook.RunbookData.Example;
import io.tokenweir.report.runbook.RunbookData.Path;

/** Which paths fired, the most frequent first, with requests that took them. */
final class FiredPaths {
    private static final int SHOWN = 5;

    private FiredPaths() {}

    /** @param truth the target's own log, or null */
    static List<Path> of(EventFacts events, TruthFacts truth) {
        List<Path> paths = new ArrayList<>();
        events.decisions()
                .forEach((kind, count) -> paths.add(new Path(
                        kind.name(),
                        PathNames.of(kind),
                        events.note(kind),
                        count,
                        examples(events.candidates(kind), truth))));
        paths.sort(Comparator.comparingLong(Path::count).reversed());
        return paths;
    }

    /** Those that the target's log knows come first: a request shed before it was sent cannot be in it. */
    private static List<Example> examples(List<String> candidates, TruthFacts truth) {
        return candidates.stream()
                .map(id -> new Example(id, truth == null ? null : truth.answers(id)))
                .sorted(Comparator.comparing(example -> Boolean.FALSE.equals(example.foundAtTarget())))
                .limit(SHOWN)
                .toList();
    }

    /** The ids of which the target's log has to tell, before its lines are read. */
    static Set<String> wanted(EventFacts events) {
        Set<String> ids = new HashSet<>();
        for (DecisionKind kind : events.decisions().keySet()) {
            ids.addAll(events.candidates(kind));
        }
        return ids;
    }
}
