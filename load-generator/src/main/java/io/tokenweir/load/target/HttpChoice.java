package io.tokenweir.load.target;

import java.util.List;

/** Which version of HTTP is spoken. */
public enum HttpChoice {
    /** HTTP/2 where a TLS server offers it, else HTTP/1.1. */
    AUTO("auto", List.of("h2", "http/1.1")),
    ONE("1.1", List.of()),
    /** HTTP/2 and nothing else; without TLS with prior knowledge. */
    TWO("2", List.of("h2"));

    private final String text;
    private final List<String> offers;

    HttpChoice(String text, List<String> offers) {
        this.text = text;
        this.offers = offers;
    }

    public static HttpChoice named(String text) {
        for (HttpChoice choice : values()) {
            if (choice.text.equals(text)) {
                return choice;
            }
        }
        throw new IllegalArgumentException("target.http: '" + text + "' is none of auto, 1.1, 2.");
    }

    /** Protocols to offer in the TLS handshake (ALPN); none: the extension is left out. */
    public List<String> offers() {
        return offers;
    }
}
