package io.tokenweir.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

import io.tokenweir.load.target.ProxyAddress;

/** Says within seconds that nobody listens at a target, before any work is done for it. */
final class TargetProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private TargetProbe() {}

    /** Says it, and goes on all the same: how a target that is away is met may be what is to be seen. */
    static void warn(URI target, PrintStream err) {
        try {
            check(target);
        } catch (Failure e) {
            err.println("weir: " + e.getMessage() + " Sending all the same.");
        }
    }

    static void check(URI target) {
        ProxyAddress proxy = ProxyAddress.choose(target, System.getenv());
        if (proxy != null) {
            check("Proxy ", proxy.host(), proxy.port(), "start it, or except the target with NO_PROXY");
            return;
        }
        int port = target.getPort() > 0 ? target.getPort() : "https".equals(target.getScheme()) ? 443 : 80;
        check("Target ", target.getHost(), port, "start it, or name another with --target URL");
    }

    private static void check(String what, String host, int port, String mend) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
        } catch (IOException e) {
            throw Failure.failed(what + host + ":" + port + " does not answer (" + e.getMessage() + "); " + mend + ".");
        }
    }
}
