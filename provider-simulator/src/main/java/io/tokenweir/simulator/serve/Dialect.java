package io.tokenweir.simulator.serve;

import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Request;

/** One endpoint's language: how its requests are read, and how it writes answers and errors. Thread-safe. */
public interface Dialect {
    VendorVoice voice();

    /** @throws io.tokenweir.simulator.api.ServedError when the request cannot be understood */
    Call read(Request request);

    /** A request that was understood. */
    interface Call {
        ServedRequest request();

        AnswerFrames frames(Prepared prepared);
    }
}
