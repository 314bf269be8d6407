package io.tokenweir.dashboard;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

/**
 * The plain JSON endpoints, for scripts and for what a page loads once: {@code /api/runs}, {@code /api/runs/ID/windows},
 * {@code /api/runs/ID/summary}, {@code /healthz}.
 */
final class Api {
    private static final Pattern OF_RUN = Pattern.compile("/api/runs/([^/]+)/(windows|summary)");

    private final ResultStore store;
    private final ReaderState reader;

    Api(ResultStore store, ReaderState reader) {
        this.store = store;
        this.reader = reader;
    }

    /** Answers when the path is one of the API; false when it is none. */
    boolean serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (path.equals("/healthz")) {
            Responses.json(exchange, reader.ready() ? 200 : 503, reader.health().toString());
            return true;
        }
        if (path.equals("/api/runs")) {
            Responses.json(exchange, 200, store.runs(run -> run.info().json()).toString());
            return true;
        }
        Matcher matcher = OF_RUN.matcher(path);
        if (!matcher.matches()) {
            return false;
        }
        String runId = URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8);
        Optional<String> json = matcher.group(2).equals("windows")
                ? windows(runId, Query.of(exchange))
                : store.run(runId, Api::summary);
        if (json.isPresent()) {
            Responses.json(exchange, 200, json.get());
        } else {
            Responses.text(exchange, 404, "No run " + runId + " is known; /api/runs lists those that are.\n");
        }
        return true;
    }

    private Optional<String> windows(String runId, Query query) {
        int seconds = (int) query.number("seconds", 1);
        if (seconds != 1 && seconds != 10 && seconds != 60) {
            throw new IllegalArgumentException("Windows have 1, 10 or 60 seconds, not " + query.get("seconds"));
        }
        long fromMicros = Math.round(query.number("from", 0) * 1e6);
        long toMicros = Math.round(query.number("to", Long.MAX_VALUE / 1e6) * 1e6);
        Optional<Collection<Row>> rows = store.windows(runId, seconds, fromMicros, toMicros);
        return rows.map(found -> Frame.array(found.stream().map(Row::json).toList()));
    }

    private static String summary(RunHistory run) {
        ObjectNode summary = run.info().json();
        summary.putArray("results").addAll(run.info().results());
        String head = summary.toString();
        return head.substring(0, head.length() - 1) + ",\"totals\":" + Frame.array(List.copyOf(run.totals())) + '}';
    }
}
