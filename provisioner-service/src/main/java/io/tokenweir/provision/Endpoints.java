package io.tokenweir.provision;

import java.net.URI;

/**
 * Where to sign up.
 *
 * @param portal sign-up pages and key management
 * @param api base address of the API that the keys are for, {@code /v1} included
 * @param mailbox the mailbox API
 */
public record Endpoints(URI portal, URI api, URI mailbox) {}
