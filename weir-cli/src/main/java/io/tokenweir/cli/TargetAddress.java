package io.tokenweir.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The address of a target as the user wrote it. Pure. */
final class TargetAddress {
    private TargetAddress() {}

    /** Throws {@link Failure} unless it is an address of HTTP with a host. */
    static URI of(String text) {
        try {
            URI address = new URI(text.strip());
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return checked(address);
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw Failure.usage("The target " + text + " is no address of the form http://host:port/v1.");
    }

    /** What would be lost without a word, or stand where no secret may. */
    private static URI checked(URI address) {
        if (address.getRawUserInfo() != null) {
            throw Failure.usage(
                    "The target's address holds a user name or a password, which results and logs would show; leave"
                            + " it out, and send a header from the environment: Authorization: ${NAME}.");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw Failure.usage(
                    "The target " + address + " has a query or a fragment, which would not be sent; leave it out"
                            + " (Azure's api-version is target.apiVersion in a scenario).");
        }
        return address;
    }
}
