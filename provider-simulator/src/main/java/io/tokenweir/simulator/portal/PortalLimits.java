package io.tokenweir.simulator.portal;

import java.util.Optional;
import java.util.function.LongSupplier;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.config.PortalConfig;
import io.tokenweir.simulator.config.RateConfig;
import io.tokenweir.simulator.config.SignUpConfig;
import io.tokenweir.simulator.http.Request;

/** Which limit stands before which endpoint of the portal. Thread-safe. */
final class PortalLimits {
    private final ClientLimit signUp;
    private final ClientLimit resend;
    private final ClientLimit verify;
    private final ClientLimit login;
    private final ClientLimit keys;

    PortalLimits(SignUpConfig signUp, PortalConfig portal, LongSupplier nanoClock) {
        this.signUp = new ClientLimit(signUp.requestsPerSecond(), signUp.burst(), nanoClock);
        this.resend = limit(portal.resend(), nanoClock);
        this.verify = limit(portal.verify(), nanoClock);
        this.login = limit(portal.login(), nanoClock);
        this.keys = limit(portal.keys(), nanoClock);
    }

    private static ClientLimit limit(RateConfig rate, LongSupplier nanoClock) {
        return new ClientLimit(rate.perSecond(), rate.burst(), nanoClock);
    }

    /** The limit that counts a request; empty for what costs nothing, such as a look-up or an empty form. */
    Optional<ClientLimit> of(Request request) {
        boolean post = request.method().equals(HttpMethod.POST);
        String path = request.path();
        if (path.startsWith("/api-keys") || path.startsWith("/organizations")) {
            return Optional.of(keys);
        }
        return switch (path) {
            case "/signup" -> post ? Optional.of(signUp) : Optional.empty();
            case "/signup/resend" -> Optional.of(resend);
            case "/verify" -> Optional.of(verify);
            case "/login" -> post ? Optional.of(login) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
