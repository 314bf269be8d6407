package io.tokenweir.simulator.chaos;

import java.util.Locale;

import io.netty.handler.codec.http.HttpResponseStatus;

import io.tokenweir.simulator.http.Response;

/** Status line and headers as text. */
final class Heads {
    private static final String LINE = "\r\n";

    private Heads() {}

    static String of(Response response, boolean keepAlive) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(response.status()))
                .append(LINE);
        response.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append(LINE));
        head.append("content-length: ").append(response.body().length).append(LINE);
        if (!keepAlive) {
            head.append("connection: close").append(LINE);
        }
        return head.append(LINE).toString();
    }

    /** The same head for a whole body that is said to have this length. */
    static String withLength(String head, int length) {
        StringBuilder changed = new StringBuilder();
        for (String line : head.split(LINE)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (!line.isEmpty() && !lower.startsWith("content-length:") && !lower.startsWith("transfer-encoding:")) {
                changed.append(line).append(LINE);
            }
        }
        return changed.append("content-length: ")
                .append(length)
                .append(LINE)
                .append(LINE)
                .toString();
    }
}
