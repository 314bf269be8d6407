package io.tokenweir.simulator.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.netty.channel.EventLoop;

import io.tokenweir.simulator.http.Exchange;
import io.tokenweir.simulator.http.Response;

/**
 * One answer being written: each token the engine produces becomes one chunk, one write and one flush. Everything runs on
 * the connection's event loop. A token's lateness is the time from its due instant to the return of the write.
 */
final class Generation {
    private final Exchange exchange;
    private final CompletionRequest request;
    private final Answer answer;
    private final String id;
    private final String snapshot;
    private final SseFrames.Usage usage;
    private final Map<String, String> headers;
    private final BiConsumer<Generation, String> ended;
    private final ChunkWriter chunk = new ChunkWriter();
    private final SseFrames frames;
    private boolean begun;
    private boolean over;
    private int written;
    private long firstNanos = -1;
    private long lastNanos = -1;
    private long maxLatenessNanos;

    /** @param ended called once, with the finish reason, or with {@code client_closed} */
    Generation(
            Exchange exchange,
            CompletionRequest request,
            Answer answer,
            int promptTokens,
            String snapshot,
            Map<String, String> headers,
            BiConsumer<Generation, String> ended) {
        this.exchange = exchange;
        this.request = request;
        this.answer = answer;
        this.snapshot = snapshot;
        this.headers = headers;
        this.ended = ended;
        id = Ids.completion(request.chat());
        usage = new SseFrames.Usage(promptTokens, answer.tokens());
        frames = request.stream()
                ? new SseFrames(request, id, System.currentTimeMillis() / 1000, snapshot, finishReason(), usage)
                : null;
    }

    EventLoop loop() {
        return exchange.loop();
    }

    int written() {
        return written;
    }

    long firstNanos() {
        return firstNanos;
    }

    long lastNanos() {
        return lastNanos;
    }

    long maxLatenessNanos() {
        return maxLatenessNanos;
    }

    /** Sends the headers and the role-only delta ahead of the first token. */
    void begin() {
        if (frames != null && !over) {
            frames.role(chunk);
            exchange.write(chunk.toBuffer(exchange.allocator(), head(), false));
            begun = true;
        }
    }

    /** The answer is empty: a stop sequence came first. */
    void endAtOnce() {
        if (!over) {
            write(true);
            end(finishReason());
        }
    }

    /** The next token exists since {@code dueNanos}. */
    void token(long dueNanos) {
        if (over) {
            return;
        }
        boolean last = written + 1 == answer.tokens();
        write(last);
        written++;
        long now = System.nanoTime() - exchange.request().receivedNanos();
        long late = now + exchange.request().receivedNanos() - dueNanos;
        maxLatenessNanos = Math.max(maxLatenessNanos, late);
        if (frames != null || last) {
            firstNanos = firstNanos < 0 ? now : firstNanos;
            lastNanos = now;
        }
        if (last) {
            end(finishReason());
        }
    }

    /** The client has gone. */
    void abandon() {
        if (!over) {
            over = true;
            ended.accept(this, "client_closed");
        }
    }

    private void write(boolean last) {
        if (frames == null) {
            if (last) {
                exchange.respond(Response.json(200, completion()).with(headers));
            }
            return;
        }
        byte[] head = new byte[0];
        if (!begun) {
            head = head();
            frames.role(chunk);
            begun = true;
        }
        if (answer.tokens() > 0) {
            frames.token(chunk, answer.tokenBytes(written), request.obfuscation());
        }
        if (last) {
            frames.end(chunk);
        }
        exchange.write(chunk.toBuffer(exchange.allocator(), head, last));
        if (last) {
            over = true;
            exchange.finish();
        }
    }

    private void end(String finish) {
        over = true;
        ended.accept(this, finish);
    }

    private String finishReason() {
        return answer.stopped() || request.maxTokens() < 0 ? "stop" : "length";
    }

    private byte[] head() {
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\n"
                + "content-type: text/event-stream; charset=utf-8\r\n"
                + "cache-control: no-cache\r\n"
                + "transfer-encoding: chunked\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!exchange.keepAlive()) {
            head.append("connection: close\r\n");
        }
        return head.append("\r\n").toString().getBytes(UTF_8);
    }

    private Map<String, Object> completion() {
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        if (request.chat()) {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("role", "assistant");
            message.put("content", answer.text());
            message.put("refusal", null);
            choice.put("message", message);
        } else {
            choice.put("text", answer.text());
        }
        choice.put("logprobs", null);
        choice.put("finish_reason", finishReason());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("object", request.chat() ? "chat.completion" : "text_completion");
        body.put("created", System.currentTimeMillis() / 1000);
        body.put("model", snapshot);
        body.put("choices", List.of(choice));
        body.put("usage", usage.toJson());
        body.put("service_tier", "default");
        body.put("system_fingerprint", "fp_tokenweir");
        return body;
    }
}
