package io.tokenweir.simulator.serve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;

import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/** An exchange whose answer is kept under the request's idempotency key. */
final class RememberedExchange implements Exchange {
    private final Exchange exchange;
    private final IdempotencyKeys keys;
    private final String key;

    RememberedExchange(Exchange exchange, IdempotencyKeys keys, String key) {
        this.exchange = exchange;
        this.keys = keys;
        this.key = key;
    }

    @Override
    public Request request() {
        return exchange.request();
    }

    @Override
    public void respond(Response response) {
        keys.answered(key, request().body(), response);
        exchange.respond(response);
    }

    @Override
    public EventLoop loop() {
        return exchange.loop();
    }

    @Override
    public ByteBufAllocator allocator() {
        return exchange.allocator();
    }

    @Override
    public boolean keepAlive() {
        return exchange.keepAlive();
    }

    @Override
    public void write(ByteBuf bytes) {
        exchange.write(bytes);
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
