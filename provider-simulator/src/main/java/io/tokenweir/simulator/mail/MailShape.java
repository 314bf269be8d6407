package io.tokenweir.simulator.mail;

import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;

/** One service's way to show mail over HTTP: its paths, bodies and errors. Thread-safe. */
interface MailShape {
    /** First part of its paths, without slashes. */
    String prefix();

    /**
     * Answers a request.
     *
     * @param path what follows the prefix, with a slash at its beginning
     */
    Response answer(Request request, String path);

    /** Answers a request that is beyond the limit. */
    Response refuse(long waitNanos);
}
