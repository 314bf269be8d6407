package io.tokenweir.simulator.http;

import io.netty.channel.EventLoop;

/** An exchange that stands before another one: passes everything on, but for what a subclass does otherwise. */
public abstract class ForwardedExchange implements Exchange {
    protected final Exchange exchange;

    /** @param exchange what it passes on to */
    protected ForwardedExchange(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Request request() {
        return exchange.request();
    }

    @Override
    public void respond(Response response) {
        exchange.respond(response);
    }

    @Override
    public EventLoop loop() {
        return exchange.loop();
    }

    @Override
    public boolean keepAlive() {
        return exchange.keepAlive();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        exchange.write(bytes, offset, length);
    }

    @Override
    public void finish() {
        exchange.finish();
    }

    @Override
    public void abort(boolean reset) {
        exchange.abort(reset);
    }

    @Override
    public void onClosed(Runnable action) {
        exchange.onClosed(action);
    }
}
