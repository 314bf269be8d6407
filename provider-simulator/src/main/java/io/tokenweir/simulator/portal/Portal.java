package io.tokenweir.simulator.portal;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.page.Page;

/**
 * The sign-up portal over HTTP: sign-up, verification by link or code, login, organisations, keys. Programs are answered
 * in JSON, people with pages. Answers every path: it stands last. Thread-safe.
 */
public final class Portal implements Surface {
    private final FrontDesk desk;
    private final PortalLimits limits;
    private final PortalApi api;
    private final PortalPages pages;

    /** A verification mail to send. */
    public record Verification(String email, String linkToken, String code) {}

    /**
     * @param mailer sends verification mails; must not block
     * @param addresses where all is, once it listens
     */
    public Portal(
            SimulatorConfig config,
            KeyRing keys,
            Consumer<Verification> mailer,
            Supplier<Addresses> addresses,
            LongSupplier nanoClock) {
        desk = new FrontDesk(
                config.signUp(), config.portal(), config.organization(), config.seed(), keys, mailer, nanoClock);
        limits = new PortalLimits(config.signUp(), config.portal(), nanoClock);
        HomePage home = new HomePage(config, addresses);
        api = new PortalApi(desk, home);
        pages = new PortalPages(desk, home, config, addresses);
    }

    @Override
    public boolean answers(Request request) {
        return true;
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        boolean page = Page.isWanted(request);
        try {
            limits.of(request).ifPresent(limit -> Limited.check(limit, request));
            Optional<Response> answer = page ? pages.answer(request) : api.answer(request);
            answer.ifPresentOrElse(exchange::respond, () -> exchange.abort(false));
        } catch (PortalException refusal) {
            Response answer = page ? pages.message(refusal) : refusal.response();
            exchange.respond(answer.with(refusal.headers()));
        }
    }

    /** Tells this machine every account. */
    public Surface truth() {
        return new AccountTruthSurface(desk);
    }
}
