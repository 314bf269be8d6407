package io.tokenweir.simulator.chaos;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;

import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/** An exchange whose answer meets a fault on its way out. Whoever answers does not notice. */
final class FaultyExchange implements Exchange {
    private final Exchange exchange;
    private final Request request;
    private final Line line;
    private final Fault fault;
    private final Frames frames;

    FaultyExchange(Exchange exchange, Request request, Line line, Fault fault) {
        this.exchange = exchange;
        this.request = request;
        this.line = line;
        this.fault = fault;
        this.frames = new Frames(fault);
        exchange.onClosed(line::clientClosed);
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public void respond(Response response) {
        if (!loop().inEventLoop()) {
            loop().execute(() -> respond(response));
            return;
        }
        fault.head(Heads.of(response, keepAlive()));
        fault.body(response.body());
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
        try {
            frames.add(ByteBufUtil.getBytes(bytes));
        } finally {
            bytes.release();
        }
    }

    /** The end of the body has been written before; the fault ends the exchange when it lets that pass. */
    @Override
    public void finish() {}

    @Override
    public void abort(boolean reset) {
        exchange.abort(reset);
    }

    @Override
    public void onClosed(Runnable action) {
        exchange.onClosed(() -> {
            line.clientClosed();
            action.run();
        });
    }
}
