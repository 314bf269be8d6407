package io.tokenweir.simulator.chaos;

import java.util.Arrays;

import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.ForwardedExchange;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/** An exchange whose answer meets a fault on its way out. Whoever answers does not notice. */
final class FaultyExchange extends ForwardedExchange {
    private final Request request;
    private final Line line;
    private final Fault fault;
    private final Frames frames;

    FaultyExchange(Exchange exchange, Request request, Line line, Fault fault) {
        super(exchange);
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
    public void write(byte[] bytes, int offset, int length) {
        frames.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** The end of the body has been written before; the fault ends the exchange when it lets that pass. */
    @Override
    public void finish() {}

    @Override
    public void onClosed(Runnable action) {
        exchange.onClosed(() -> {
            line.clientClosed();
            action.run();
        });
    }
}
