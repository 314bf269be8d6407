package io.tokenweir.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What stands in the way of a fair comparison, in sentences. Pure. */
final class Caveats {
    private static final double SAME_LENGTH = 0.02;

    private Caveats() {}

    static List<String> of(Side a, Side b) {
        List<String> caveats = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        a.runs().forEach(run -> names.addAll(run.facts().keySet()));
        b.runs().forEach(run -> names.addAll(run.facts().keySet()));
        for (String name : names) {
            Set<String> left = values(a, name);
            Set<String> right = values(b, name);
            if (!left.equals(right) && !close(name, left, right)) {
                caveats.add("They differ in " + name + ": A " + text(left) + ", B " + text(right) + ".");
            }
            among(a, name, left, caveats);
            among(b, name, right, caveats);
        }
        caveats.addAll(a.doubts());
        caveats.addAll(b.doubts());
        return caveats;
    }

    private static void among(Side side, String name, Set<String> values, List<String> caveats) {
        if (values.size() > 1 && !close(name, values, values)) {
            caveats.add("The runs of " + side.name() + " differ in " + name + ": " + text(values) + ".");
        }
    }

    /** Lengths that scatter may differ a little. */
    private static boolean close(String name, Set<String> left, Set<String> right) {
        if (!name.equals(RunFactsText.PROMPT_TOKENS) || left.isEmpty() || right.isEmpty()) {
            return false;
        }
        Set<String> all = new TreeSet<>(left);
        all.addAll(right);
        double least = all.stream().mapToDouble(Double::parseDouble).min().orElseThrow();
        double most = all.stream().mapToDouble(Double::parseDouble).max().orElseThrow();
        return most <= least * (1 + SAME_LENGTH);
    }

    private static Set<String> values(Side side, String name) {
        Set<String> values = new TreeSet<>();
        side.runs().forEach(run -> {
            if (run.facts().containsKey(name)) {
                values.add(run.facts().get(name));
            }
        });
        return values;
    }

    private static String text(Set<String> values) {
        return values.isEmpty() ? "does not say" : String.join(" and ", values);
    }
}
