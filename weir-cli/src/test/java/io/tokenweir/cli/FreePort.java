package io.tokenweir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a port that is free now. Somebody else may take it before we do; who binds it then says so in a sentence. */
final class FreePort {
    private FreePort() {}

    static int onLoopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No port can be opened on loopback.", e);
        }
    }
}
