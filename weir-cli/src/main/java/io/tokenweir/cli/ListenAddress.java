package io.tokenweir.cli;

import java.net.InetSocketAddress;

/** HOST:PORT as a user writes it. Pure, but for the look-up of a name. */
final class ListenAddress {
    private static final int MOST = 65_535;

    private ListenAddress() {}

    /** Throws {@link Failure} unless it is a host and a port; an address of IPv6 stands in brackets. */
    static InetSocketAddress of(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|\\]$", "");
        String port = text.substring(colon + 1);
        if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > MOST) {
            throw Failure.usage(
                    "'" + text + "' is no address to listen on; write HOST:PORT, for instance 127.0.0.1:9000.");
        }
        InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw Failure.usage("The host '" + host + "' to listen on is not known here.");
        }
        return address;
    }

    static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? '[' + host + ']' : host) + ':' + address.getPort();
    }
}
