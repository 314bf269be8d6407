package io.tokenweir.simulator.portal;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;

/**
 * The sign-up portal over HTTP: sign-up, verification by link or code, login, organisations, keys. Programs are answered
 * in JSON. Answers every path: it stands last. Thread-safe.
 */
public final class Portal implements Surface {
    private final FrontDesk desk;
    private final PortalLimits limits;
    private final PortalApi api;

    /** A verification mail to send. */
    public record Verification(String email, String linkToken, String code) {}

    /** @param mailer sends verification mails; must not block */
    public Portal(SimulatorConfig config, KeyRing keys, Consumer<Verification> mailer, LongSupplier nanoClock) {
        desk = new FrontDesk(
                config.signUp(), config.portal(), config.organization(), config.seed(), keys, mailer, nanoClock);
        limits = new PortalLimits(config.signUp(), config.portal(), nanoClock);
        api = new PortalApi(desk);
    }

    @Override
    public boolean answers(Request request) {
        return true;
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        Optional<ClientLimit> limit = limits.of(request);
        if (limit.isPresent() && Limited.refuses(limit.get(), exchange)) {
            return;
        }
        try {
            api.answer(request).ifPresentOrElse(exchange::respond, () -> exchange.abort(false));
        } catch (PortalException refusal) {
            exchange.respond(refusal.response());
        }
    }

    /** Tells this machine every account. */
    public Surface truth() {
        return new AccountTruthSurface(desk);
    }
}
