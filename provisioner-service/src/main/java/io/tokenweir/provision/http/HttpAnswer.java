package io.tokenweir.provision.http;

import java.net.http.HttpHeaders;

/** What came back: never a refusal for rate; those are waited out. */
public record HttpAnswer(int status, HttpHeaders headers, String body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        return "HttpAnswer[" + status + ", " + body.length() + " characters]";
    }
}
