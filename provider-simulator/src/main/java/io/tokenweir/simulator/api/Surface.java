package io.tokenweir.simulator.api;

import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Request;

/** One group of paths that the provider serves. The router asks its surfaces in order and takes the first that answers. */
public interface Surface {
    boolean answers(Request request);

    /** Answers a request that {@link #answers} said yes to. Event loop; must not block. */
    void handle(Exchange exchange);
}
