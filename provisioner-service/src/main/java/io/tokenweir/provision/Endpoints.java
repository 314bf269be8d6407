package io.tokenweir.provision;

import java.net.URI;

/**
 * Where to sign up.
 *
 * @param portal sign-up pages and key management
 * @param api the API that the keys are for; base address without {@code /v1}
 * @param mailbox the mailbox API
 */
public record Endpoints(URI portal, URI api, URI mailbox) {}
