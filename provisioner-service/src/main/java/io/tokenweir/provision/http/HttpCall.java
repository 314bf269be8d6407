package io.tokenweir.provision.http;

import java.net.URI;
import java.util.Map;

/**
 * One call to be made, perhaps several times.
 *
 * @param step name of the step in messages
 * @param group endpoint group whose rate it shares
 * @param body JSON or form text, or null
 * @param repeatable an answer that got lost may simply be asked for again
 */
public record HttpCall(
        String step,
        String group,
        String method,
        URI uri,
        Map<String, String> headers,
        String body,
        boolean repeatable,
        CallContext context) {

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /** Header and body may hold secrets, and so may the query. */
    @Override
    public String toString() {
        return step + " (" + method + ' ' + uri.getHost() + uri.getPath() + ')';
    }
}
