package io.tokenweir.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Option;

/** A load that does not end by itself: for hours or days, in segments. */
final class LoopOptions {
    private static final Duration USUAL_SEGMENT = Duration.ofHours(1);
    private static final Duration LEAST_SEGMENT = Duration.ofSeconds(2);

    @Option(
            names = "--loop",
            description = "Begin again at the end, until Ctrl-C or --for; every segment has a ledger, a result and a"
                    + " check of its own (docs/continuous.md).")
    private boolean loop;

    @Option(names = "--for", paramLabel = "TIME", description = "With --loop: end after this time, e.g. 12h or 3d.")
    private String length;

    @Option(names = "--segment", paramLabel = "TIME", description = "With --loop: length of a segment (default: 1h).")
    private String segment;

    @Option(
            names = "--keep-segments",
            paramLabel = "N",
            description = "With --loop: delete the local files of all but the newest N segments (default: keep all).")
    private Integer keep;

    /** Null when the run ends by itself. Throws when the options contradict each other. */
    Continuous continuous() {
        if (!loop) {
            String first =
                    length != null ? "--for" : segment != null ? "--segment" : keep != null ? "--keep-segments" : null;
            if (first != null) {
                throw Failure.usage(first + " belongs to --loop; add that, or leave it out.");
            }
            return null;
        }
        Duration of = segment == null ? USUAL_SEGMENT : QuickChecks.duration("--segment", segment);
        if (of.compareTo(LEAST_SEGMENT) < 0) {
            throw Failure.usage(
                    "--segment " + segment + " is too short: results are made of whole seconds; take 2s or more.");
        }
        if (keep != null && keep < 1) {
            throw Failure.usage("--keep-segments " + keep + " would keep nothing; take 1 or more.");
        }
        return new Continuous(of, length == null ? null : QuickChecks.duration("--for", length), keep);
    }

    /** As they were given. */
    List<String> arguments() {
        List<String> given = new ArrayList<>();
        if (loop) {
            given.add("--loop");
        }
        add(given, "--for", length);
        add(given, "--segment", segment);
        add(given, "--keep-segments", keep);
        return given;
    }

    private static void add(List<String> given, String name, Object value) {
        if (value != null) {
            given.addAll(List.of(name, value.toString()));
        }
    }
}
