package io.tokenweir.protocol.provider;

/**
 * Fills in what differs from request to request, where an API has such. Thread-safe.
 *
 * <p>{@code prepared} is what {@link ProviderAdapter#body(ChatRequest)} made of the prompt.
 */
public interface RequestFilling {
    /** The body to send. */
    byte[] body(byte[] prepared, String requestId, int user);

    /**
     * The path to send to; null for the usual one.
     *
     * @param basePath path of the target's base URL, without a slash at its end
     */
    String path(String basePath, byte[] prepared, String requestId, int user);
}
