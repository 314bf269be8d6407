package io.tokenweir.simulator.serve;

import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.ForwardedExchange;
import io.tokenweir.simulator.http.Response;

/** An exchange whose answer is kept under the request's idempotency key. */
final class RememberedExchange extends ForwardedExchange {
    private final IdempotencyKeys keys;
    private final String key;

    RememberedExchange(Exchange exchange, IdempotencyKeys keys, String key) {
        super(exchange);
        this.keys = keys;
        this.key = key;
    }

    @Override
    public void respond(Response response) {
        keys.answered(key, request().body(), response);
        exchange.respond(response);
    }

    @Override
    public void finish() {
        keys.forget(key);
        exchange.finish();
    }

    @Override
    public void abort(boolean reset) {
        keys.forget(key);
        exchange.abort(reset);
    }

    @Override
    public void onClosed(Runnable action) {
        exchange.onClosed(() -> {
            keys.forget(key);
            action.run();
        });
    }
}
