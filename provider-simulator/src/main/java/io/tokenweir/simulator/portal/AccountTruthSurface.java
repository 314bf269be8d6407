package io.tokenweir.simulator.portal;

import java.io.ByteArrayOutputStream;

import io.netty.handler.codec.http.HttpMethod;

import io.tokenweir.simulator.api.Surface;
import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/** {@code GET /admin/accounts}: every account as a JSON object a line, to this machine only. */
final class AccountTruthSurface implements Surface {
    private final FrontDesk desk;

    AccountTruthSurface(FrontDesk desk) {
        this.desk = desk;
    }

    @Override
    public boolean answers(Request request) {
        return request.is(HttpMethod.GET, "/admin/accounts");
    }

    @Override
    public void handle(Exchange exchange) {
        Request request = exchange.request();
        if (!request.client().isLoopbackAddress()) {
            exchange.respond(Response.error(403, "loopback_only", "Only this machine may ask for the accounts."));
            return;
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (AccountTruth account : desk.truth()) {
            if (request.query("address").map(account.address()::equals).orElse(true)) {
                lines.writeBytes(Response.json(200, account).body());
                lines.write('\n');
            }
        }
        exchange.respond(Response.of(200, "application/x-ndjson", lines.toByteArray()));
    }
}
