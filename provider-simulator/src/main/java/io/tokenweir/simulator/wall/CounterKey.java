package io.tokenweir.simulator.wall;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.tokenweir.simulator.config.LimitConfig.Scope;

/** Whose use a limit counts together: from a scope of ours, or from an expression of an API Management policy. */
final class CounterKey {
    private static final Pattern HEADER = Pattern.compile(
            "@\\(context\\.Request\\.Headers\\.GetValueOrDefault\\(\"([^\"]+)\"(?:,\\s*\"([^\"]*)\")?\\)\\)");

    private CounterKey() {}

    static Function<Caller, String> of(Scope scope) {
        return switch (scope) {
            case KEY, ACCOUNT -> caller -> caller.owner().accountId();
            case EACH_KEY -> caller -> caller.owner().keyId();
            case PROJECT -> caller -> caller.owner().project();
            case ORGANISATION -> caller -> caller.owner().organization();
            case DEPLOYMENT -> caller -> "";
            case ADDRESS -> caller -> caller.request().client().getHostAddress();
        };
    }

    /** An expression that is not known is a text, and so one counter for all. */
    static Function<Caller, String> of(String expression) {
        if (expression == null) {
            return of(Scope.ACCOUNT);
        }
        Matcher header = HEADER.matcher(expression);
        if (header.matches()) {
            String otherwise = header.group(2) == null ? "" : header.group(2);
            return caller -> caller.request().header(header.group(1)).orElse(otherwise);
        }
        return switch (expression) {
            case "@(context.Subscription.Id)" -> of(Scope.ACCOUNT);
            case "@(context.Subscription.Key)" -> of(Scope.EACH_KEY);
            case "@(context.Request.IpAddress)" -> of(Scope.ADDRESS);
            default -> caller -> expression;
        };
    }
}
