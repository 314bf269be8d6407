package io.tokenweir.report.certificate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which model an application asks for while nothing is wrong, and what that model calls itself: what was asked and answered
 * before the first refusal. Whatever else is named later is another model. Pure.
 */
final class Models {
    private final Set<String> asked = new HashSet<>();
    private final Set<String> named = new HashSet<>();

    /** @param calls by start */
    Models(List<Call> calls) {
        for (Call call : calls) {
            if (call.refused() && !asked.isEmpty()) {
                break;
            }
            asked.add(call.asked());
            if (call.refused()) {
                break;
            }
            if (call.ok() && call.answered() != null) {
                named.add(call.answered());
            }
        }
    }

    /** Whether the usual model made the answer: by the name in the provider's answer, else by what was asked for. */
    boolean usual(Call call) {
        return call.answered() == null ? asked.contains(call.asked()) : isUsual(call.answered());
    }

    /** Whether a name is the usual model's; a date behind it makes no other model. */
    boolean isUsual(String name) {
        return asked.contains(name)
                || named.contains(name)
                || asked.stream().anyMatch(model -> name.matches(Pattern.quote(model) + "-\\d[\\d-]*"));
    }
}
