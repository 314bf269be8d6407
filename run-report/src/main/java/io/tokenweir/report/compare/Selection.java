package io.tokenweir.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which figures are compared, as the user wrote it: {@code main}, {@code all}, or names such as {@code ttft,endToEnd.p99}. Pure. */
public final class Selection {
    private static final Set<String> LATENCIES =
            Set.of("ttft", "ttftIntended", "interToken", "tpot", "endToEndIntended");
    private static final Set<String> STATISTICS = Set.of("p50", "p90", "p99");
    private static final Set<String> LEFT_OUT = Set.of("startedPerSecond", "arrivalsPerSecond");

    private Selection() {}

    /** A test for names of figures. */
    public static Predicate<String> of(List<String> written) {
        if (written.equals(List.of("all"))) {
            return name -> true;
        }
        if (written.isEmpty() || written.equals(List.of("main"))) {
            return Selection::isMain;
        }
        return name -> written.stream().anyMatch(each -> name.equals(each) || name.startsWith(each + "."));
    }

    /** What was asked for by name and is in none of the runs. */
    public static List<String> unknown(List<String> written, List<MeasuredRun> runs) {
        List<String> unknown = new ArrayList<>();
        for (String each : written) {
            Predicate<String> test = of(List.of(each));
            if (runs.stream().noneMatch(run -> run.figures().keySet().stream().anyMatch(test))) {
                unknown.add(each);
            }
        }
        return unknown;
    }

    private static boolean isMain(String name) {
        int point = name.indexOf('.');
        return point < 0
                ? !LEFT_OUT.contains(name)
                : LATENCIES.contains(name.substring(0, point)) && STATISTICS.contains(name.substring(point + 1));
    }
}
