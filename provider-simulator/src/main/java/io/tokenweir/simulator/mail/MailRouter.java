package io.tokenweir.simulator.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.page.Page;
import io.tokenweir.simulator.portal.ClientLimit;
import io.tokenweir.simulator.portal.PortalException;

/**
 * All shapes of mailbox APIs on one port: the default one at the root, each other below its prefix, with a limit of its own
 * per client address.
 */
public final class MailRouter implements Exchange.Handler {
    private final MailboxApi defaultApi;
    private final Map<String, Limited> shapes = new LinkedHashMap<>();

    private record Limited(MailShape shape, ClientLimit limit) {}

    public MailRouter(MailConfig config, MailServer server, LongSupplier nanoClock) {
        Mailboxes mailboxes = new Mailboxes();
        defaultApi = new MailboxApi(config, server.store(), mailboxes, nanoClock);
        for (MailShape shape : List.of(
                new MailTmShape(config.domain(), server.store(), mailboxes),
                new MailosaurShape(config.mailosaur(), config.domain(), server.store()),
                new MailpitShape(server.store()),
                new MailHogShape(server.store()),
                new InboxPages(server.store(), config.domain()))) {
            double perSecond = config.shapeRequestsPerSecond().getOrDefault(shape.prefix(), 0.0);
            ClientLimit limit = new ClientLimit(perSecond, (int) Math.ceil(perSecond), nanoClock);
            shapes.put(shape.prefix(), new Limited(shape, limit));
        }
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        String path = request.path();
        int end = path.indexOf('/', 1);
        Limited shape = shapes.get(end < 0 ? path.substring(Math.min(1, path.length())) : path.substring(1, end));
        if (path.equals("/") && Page.isWanted(request)) {
            exchange.respond(Page.seeOther("/inbox"));
            return;
        }
        if (shape == null) {
            defaultApi.handle(exchange);
            return;
        }
        OptionalLong wait = shape.limit().refuse(request.client());
        exchange.respond(
                wait.isPresent()
                        ? shape.shape().refuse(wait.getAsLong())
                        : answer(shape.shape(), request, end < 0 ? "/" : path.substring(end)));
    }

    private static Response answer(MailShape shape, Request request, String path) {
        try {
            return shape.answer(request, path);
        } catch (PortalException refusal) {
            return refusal.response();
        }
    }
}
