package io.tokenweir.simulator.mail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import com.icegreen.greenmail.store.StoredMessage;
import io.netty.handler.codec.http.HttpMethod;
import jakarta.mail.MessagingException;

import io.tokenweir.simulator.account.Secrets;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.portal.ClientLimit;
import io.tokenweir.simulator.portal.Form;
import io.tokenweir.simulator.portal.Limited;
import io.tokenweir.simulator.portal.PortalException;

/** A disposable-mail service over HTTP in front of a {@link MailServer}, limited per client address. */
public final class MailboxApi implements Exchange.Handler {
    private static final String MESSAGES = "/messages";
    private static final String MAILBOXES = "/mailboxes";
    private static final int TOKEN_BYTES = 24;

    private final MailConfig config;
    private final MailServer server;
    private final Mailboxes mailboxes = new Mailboxes(() -> Secrets.random(TOKEN_BYTES));
    private final ClientLimit limit;

    public MailboxApi(MailConfig config, MailServer server, LongSupplier nanoClock) {
        this.config = config;
        this.server = server;
        this.limit = new ClientLimit(config.requestsPerSecond(), config.burst(), nanoClock);
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        if (request.is(HttpMethod.GET, "/limits")) {
            exchange.respond(Response.json(200, Map.of("requestsPerSecond", config.requestsPerSecond())));
            return;
        }
        if (Limited.refuses(limit, exchange)) {
            return;
        }
        try {
            exchange.respond(answer(request));
        } catch (PortalException refusal) {
            exchange.respond(refusal.response());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("A stored mail cannot be read.", e);
        }
    }

    private Response answer(Request request) throws MessagingException, IOException {
        String route = request.method() + " " + request.path();
        return switch (route) {
            case "GET /domains" -> Response.json(200, List.of(config.domain()));
            case "POST " + MAILBOXES -> create(Form.of(request));
            case "POST /token" -> {
                Form form = Form.of(request);
                yield Response.json(
                        200, Map.of("token", mailboxes.token(form.email("address"), form.text("password"))));
            }
            case "GET " + MESSAGES -> list(open(request));
            default -> byId(request);
        };
    }

    private Response byId(Request request) throws MessagingException, IOException {
        if (request.method().equals(HttpMethod.GET) && request.path().startsWith(MESSAGES + "/")) {
            String id = request.path().substring(MESSAGES.length() + 1);
            StoredMessage message = server.message(open(request).address(), id)
                    .orElseThrow(
                            () -> new PortalException(404, "unknown_message", "This mailbox has no such message."));
            return Response.json(200, MessageView.full(message));
        }
        if (request.method().equals(HttpMethod.DELETE) && request.path().startsWith(MAILBOXES + "/")) {
            Mailboxes.Mailbox mailbox = open(request);
            if (!request.path().endsWith("/" + mailbox.id())) {
                throw new PortalException(404, "unknown_mailbox", "This token opens another mailbox.");
            }
            mailboxes.delete(mailbox);
            server.deleteBox(mailbox.address());
            return Response.noContent();
        }
        throw new PortalException(404, "not_found", "There is nothing at " + request.path() + ".");
    }

    private Response create(Form form) {
        String address = form.email("address");
        if (!address.endsWith("@" + config.domain())) {
            throw new PortalException(422, "unknown_domain", "Mailboxes are made under " + config.domain() + " only.");
        }
        Mailboxes.Mailbox mailbox = mailboxes.create(address, form.text("password"));
        server.createBox(address);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", mailbox.id());
        body.put("address", address);
        return Response.json(201, body);
    }

    private Response list(Mailboxes.Mailbox mailbox) throws MessagingException {
        List<Map<String, Object>> views = new ArrayList<>();
        for (StoredMessage message : server.messages(mailbox.address())) {
            views.add(MessageView.summary(message));
        }
        return Response.json(200, views);
    }

    private Mailboxes.Mailbox open(Request request) {
        return mailboxes.open(request.bearer().orElse(""));
    }
}
