package io.tokenweir.provision.recipe;

import java.net.URI;

import io.tokenweir.provision.http.HttpAnswer;

/**
 * An answer and where it came from.
 *
 * @param uri address that was asked last, after redirects
 * @param cookies of the account, those of this answer included
 */
record Answered(HttpAnswer answer, URI uri, CookieJar cookies) {
    int status() {
        return answer.status();
    }

    String body() {
        return answer.body();
    }

    /** By its type, or, where that says nothing, by its looks. */
    boolean isPage() {
        String type = answer.headers().firstValue("content-type").orElse("");
        return type.isEmpty() ? body().stripLeading().startsWith("<") : type.contains("html");
    }
}
