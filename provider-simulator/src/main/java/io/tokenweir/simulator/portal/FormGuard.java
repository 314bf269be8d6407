package io.tokenweir.simulator.portal;

import java.util.Optional;

import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.page.Page;

/**
 * Tells forms of our own pages from those that another site makes a browser post: each form carries a token that belongs to
 * a cookie of the browser. Immutable.
 */
final class FormGuard {
    private static final String COOKIE = "weir_form";
    private static final int BYTES = 16;

    private final String secret = Secrets.random(BYTES);

    /** The browser's mark, old or new. */
    Mark mark(Request request) {
        Optional<String> old = Page.cookie(request, COOKIE).filter(value -> value.matches("[0-9a-f]{32}"));
        String value = old.orElseGet(() -> Secrets.random(BYTES));
        return new Mark(token(value), old.isPresent() ? Optional.empty() : Optional.of(Page.setCookie(COOKIE, value)));
    }

    /** Refuses with 403 a form that is not ours. */
    void check(Request request, Form form) {
        String cookie = Page.cookie(request, COOKIE).orElse("");
        if (cookie.isEmpty() || !token(cookie).equals(form.optional("form"))) {
            throw new PortalException(
                    403, "foreign_form", "This form is too old, or it is not from here. Load the page again.");
        }
    }

    private String token(String cookie) {
        return Secrets.digest(secret + cookie).substring(0, 2 * BYTES);
    }

    /** @param setCookie what the answer must set, when the browser has no mark yet */
    record Mark(String token, Optional<String> setCookie) {}
}
