package io.tokenweir.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

/**
 * {@code /api/stream}: one page's live feed.
 *
 * <p>Each open page has a thread of the server that waits for a change, makes one frame of all that its page has not seen,
 * and writes it. There is no queue: while a slow page's write blocks, what changes stays in the store, and its next frame
 * carries the newest state of it, so memory is bounded and no other page waits. Frames are at least {@code frameGap} apart.
 */
final class EventStream {
    private static final int MAX_ROWS_PER_FRAME = 600;

    private final ResultStore store;
    private final DashboardConfig config;
    private final BooleanSupplier closed;
    private final Semaphore places;

    EventStream(ResultStore store, DashboardConfig config, BooleanSupplier closed) {
        this.store = store;
        this.config = config;
        this.closed = closed;
        this.places = new Semaphore(config.maxStreams());
    }

    /** Serves one page until it goes or the dashboard closes. */
    void serve(HttpExchange exchange) throws IOException {
        if (!places.tryAcquire()) {
            exchange.getResponseHeaders().set("Retry-After", "5");
            Responses.text(
                    exchange,
                    503,
                    config.maxStreams() + " pages are open already, which is this dashboard's limit; close one.\n");
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-cache, no-transform");
            exchange.getResponseHeaders().set("X-Accel-Buffering", "no");
            exchange.sendResponseHeaders(200, 0);
            OutputStream page = exchange.getResponseBody();
            page.write("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
            String run = Query.of(exchange).get("run");
            String lastSeen = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            feed(page, run, ResumeVector.parse(lastSeen).orElse(null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
            exchange.close();
        }
    }

    private void feed(OutputStream page, String wantedRun, ResumeVector resumeFrom)
            throws IOException, InterruptedException {
        ResumeVector seen = resumeFrom;
        long runsVersion = -1;
        boolean first = true;
        long lastWriteMillis = now();
        while (!closed.getAsBoolean()) {
            Slice slice = store.after(wantedRun, seen, MAX_ROWS_PER_FRAME);
            boolean runsChanged = slice.runsVersion() != runsVersion;
            if (first || runsChanged || !slice.rows().isEmpty()) {
                List<ObjectNode> runs =
                        runsChanged ? store.runs(run -> run.info().json()) : null;
                page.write(Frame.of(slice, runs, now()));
                page.flush();
                lastWriteMillis = now();
                runsVersion = slice.runsVersion();
                seen = slice.next();
                first = false;
                if (slice.more()) {
                    continue;
                }
                Thread.sleep(config.frameGap().toMillis());
            } else if (now() - lastWriteMillis >= config.pulse().toMillis()) {
                page.write(Frame.pulse(now()));
                page.flush();
                lastWriteMillis = now();
            }
            store.awaitChange(slice.version(), config.pulse().toMillis());
        }
    }

    private static long now() {
        return System.currentTimeMillis();
    }
}
