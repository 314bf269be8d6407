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
                return address;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw Failure.usage("The target " + text + " is no address of the form http://host:port/v1.");
    }
}
