package io.tokenweir.simulator.api;

import java.util.Map;

import io.tokenweir.simulator.http.Response;

/** How a vendor says what is not an answer: the headers of every response, and the body of an error. Thread-safe. */
public interface VendorVoice {
    Vendor vendor();

    /** A new request id in the vendor's form. */
    String requestId();

    /** Headers that stand on every response, the request id among them; not those of limits. A new, mutable map. */
    Map<String, String> headers(String requestId);

    /** The header that tells how long the server worked. */
    Map<String, String> timing(long millis);

    /** An error as a whole response, {@link #headers} included. */
    Response error(ServedError error, String requestId);

    /** The vendor's body for an error with these fields, those that it has; {@link #headers} included. */
    Response envelope(int status, String type, String param, String code, String message, String requestId);
}
