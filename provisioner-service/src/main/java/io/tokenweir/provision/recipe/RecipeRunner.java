package io.tokenweir.provision.recipe;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.provision.account.Cause;
import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.CallFailedException;
import io.tokenweir.provision.http.HttpCall;
import io.tokenweir.provision.http.PacedHttp;

/** Runs procedures of a recipe, step after step. Thread-safe; keeps nothing between calls. */
public final class RecipeRunner {
    private final Recipe recipe;
    private final PacedHttp http;

    public RecipeRunner(Recipe recipe, PacedHttp http) {
        this.recipe = recipe;
        this.http = http;
        recipe.limits().forEach(http::limit);
    }

    public Recipe recipe() {
        return recipe;
    }

    /**
     * Runs a procedure that the recipe has. Fails with {@link CallFailedException} for an answer that means nothing, breaks an
     * assertion, or lacks a value.
     *
     * @param values what the templates may use
     * @param cookies of the account; sent and kept as a browser does
     */
    public CompletableFuture<ProcedureResult> run(
            String procedure, Map<String, String> values, CookieJar cookies, CallContext context) {
        return from(recipe.procedures().get(procedure), 0, new HashMap<>(values), new HashMap<>(), cookies, context);
    }

    private CompletableFuture<ProcedureResult> from(
            List<HttpStep> steps,
            int index,
            Map<String, String> values,
            Map<String, List<String>> found,
            CookieJar cookies,
            CallContext context) {
        if (index == steps.size()) {
            return CompletableFuture.completedFuture(new ProcedureResult(Outcome.DONE, 200, found));
        }
        HttpStep step = steps.get(index);
        if (step.unless() != null && values.containsKey(step.unless())) {
            return from(steps, index + 1, values, found, cookies, context);
        }
        HttpCall call;
        try {
            call = call(step, values, cookies, context);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(failure("recipe-broken", step, e.getMessage()));
        }
        return send(call, cookies, step.follow()).thenCompose(answered -> {
            Outcome outcome = outcome(step, answered, values);
            if (outcome != Outcome.DONE) {
                return CompletableFuture.completedFuture(new ProcedureResult(outcome, answered.status(), found));
            }
            take(step, answered, values, found);
            return from(steps, index + 1, values, found, cookies, context);
        });
    }

    /** Every hop is a call like any other: paced, and its address put to the guard. */
    private CompletableFuture<Answered> send(HttpCall call, CookieJar cookies, int redirectsLeft) {
        return http.send(call).thenCompose(answer -> {
            cookies.store(call.uri(), answer.headers());
            Optional<HttpCall> next;
            try {
                next = redirectsLeft > 0 ? Redirects.next(call, answer) : Optional.empty();
            } catch (IllegalArgumentException e) {
                throw new CallFailedException(
                        new Cause(
                                "unexpected-answer", "step '" + call.step() + "' was redirected to " + e.getMessage()),
                        false);
            }
            return next.isEmpty()
                    ? CompletableFuture.completedFuture(new Answered(answer, call.uri(), cookies))
                    : send(withCookies(next.get(), cookies), cookies, redirectsLeft - 1);
        });
    }

    private static HttpCall withCookies(HttpCall call, CookieJar cookies) {
        return cookies.header(call.uri())
                .map(header -> {
                    Map<String, String> headers = new HashMap<>(call.headers());
                    headers.putIfAbsent("Cookie", header);
                    return new HttpCall(
                            call.step(),
                            call.group(),
                            call.method(),
                            call.uri(),
                            headers,
                            call.body(),
                            call.repeatable(),
                            call.context());
                })
                .orElse(call);
    }

    private HttpCall call(HttpStep step, Map<String, String> values, CookieJar cookies, CallContext context) {
        Map<String, String> headers = new HashMap<>();
        step.headers().forEach((name, value) -> headers.put(name, Template.fill(value, values)));
        String body = null;
        if (step.body() != null) {
            JsonNode filled = Template.fill(step.body(), values);
            body = step.form() ? form(filled) : filled.toString();
            headers.putIfAbsent("Content-Type", step.form() ? "application/x-www-form-urlencoded" : "application/json");
        }
        HttpCall call = new HttpCall(
                step.name(),
                step.group(),
                step.method(),
                URI.create(Template.fill(step.url(), values)),
                headers,
                body,
                step.repeatable(),
                context);
        return withCookies(call, cookies);
    }

    private Outcome outcome(HttpStep step, Answered answered, Map<String, String> values) {
        Outcome outcome = step.outcomes().get(answered.status());
        if (outcome == null) {
            throw failure(
                    step.name() + "-refused",
                    step,
                    "was answered " + answered.status() + ", expected one of "
                            + step.outcomes().keySet().stream().sorted().toList()
                            + ErrorPage.clause(answered, values));
        }
        return outcome == Outcome.DONE ? read(step, answered, values) : outcome;
    }

    /** Services of pages answer 200 whatever happened; what the page says decides. */
    private Outcome read(HttpStep step, Answered answered, Map<String, String> values) {
        for (HttpStep.Reading reading : step.readings()) {
            for (String value : reading.that().find(answered, values)) {
                if (reading.fits(value) && reading.means() != null) {
                    return reading.means();
                }
                if (reading.fits(value)) {
                    throw failure(
                            reading.cause(),
                            step,
                            "was answered " + answered.status() + ", but " + reading.that() + " says \""
                                    + ErrorPage.shown(value, values) + "\" (" + recipe.file() + ":" + reading.line()
                                    + ")");
                }
            }
        }
        return Outcome.DONE;
    }

    /** A 200 proves nothing: an error page is found out here. */
    private void take(HttpStep step, Answered answered, Map<String, String> values, Map<String, List<String>> found) {
        for (HttpStep.Assertion assertion : step.assertions()) {
            List<String> seen = assertion.that().find(answered, values);
            if (seen.stream()
                    .noneMatch(value -> assertion.matches().matcher(value).find())) {
                throw failure(
                        "unexpected-answer",
                        step,
                        "was answered " + answered.status() + ", but " + assertion.that() + " does not match "
                                + assertion.matches() + " (" + recipe.file() + ":" + assertion.line() + ")"
                                + ErrorPage.clause(answered, values));
            }
        }
        step.extract().forEach((name, source) -> {
            List<String> seen = source.find(answered, values);
            if (seen.isEmpty() && !source.isList()) {
                throw failure(
                        "unexpected-answer",
                        step,
                        "was answered " + answered.status() + " without " + source + " for '" + name + "'"
                                + ErrorPage.clause(answered, values));
            }
            found.put(name, seen);
            if (!seen.isEmpty()) {
                values.put(name, seen.get(0));
            }
        });
    }

    private CallFailedException failure(String code, HttpStep step, String what) {
        return new CallFailedException(
                new Cause(code, "step '" + step.name() + "' (" + recipe.file() + ":" + step.line() + ") " + what),
                false);
    }

    private static String form(JsonNode fields) {
        return fields.properties().stream()
                .map(field ->
                        encode(field.getKey()) + '=' + encode(field.getValue().asText()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
