package io.tokenweir.simulator.config;

/**
 * What the API takes, and what it keeps.
 *
 * @param parameters which parameters a request may have
 * @param keyRequired whether a request without a key is refused even where every key is an account
 * @param storedResponses newest responses that can be asked for again
 */
public record ApiConfig(Parameters parameters, boolean keyRequired, int storedResponses) {

    /** Which parameters a request may have. */
    public enum Parameters {
        /** The vendor's own; any other is refused. */
        VENDOR,
        /** Those that vLLM adds too, which load generators send. */
        COMPATIBLE,
        /** Any; what is not known is ignored. */
        ANY
    }

    public ApiConfig {
        if (storedResponses < 0) {
            throw new IllegalArgumentException("storedResponses must be 0 or more");
        }
    }
}
