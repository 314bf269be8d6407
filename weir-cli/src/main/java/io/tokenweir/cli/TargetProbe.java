package io.tokenweir.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** Says within seconds that nobody listens at a target, before any work is done for it. */
final class TargetProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private TargetProbe() {}

    static void check(URI target) {
        int port = target.getPort() > 0 ? target.getPort() : "https".equals(target.getScheme()) ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(target.getHost(), port), (int) PATIENCE.toMillis());
        } catch (IOException e) {
            throw Failure.failed("Target " + target.getHost() + ":" + port + " does not answer (" + e.getMessage()
                    + "); start it, or name another with --target URL.");
        }
    }
}
