package io.tokenweir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import io.tokenweir.protocol.limit.LimitHeaders;
import io.tokenweir.protocol.outcome.Classification;
import io.tokenweir.protocol.outcome.Ending;
import io.tokenweir.protocol.outcome.OutcomeClassifier;
import io.tokenweir.protocol.outcome.Transport;
import io.tokenweir.protocol.provider.Api;
import io.tokenweir.protocol.provider.ChatRequest;
import io.tokenweir.protocol.provider.ErrorBody;
import io.tokenweir.protocol.provider.ProviderAdapter;
import io.tokenweir.protocol.provider.StreamDecoder;
import io.tokenweir.protocol.provider.Usage;
import io.tokenweir.report.limiter.ProbeResult;
import io.tokenweir.report.limiter.ProbeStep;

/**
 * Sends single calls in a target's API and says how each ended. Each call has a thread of its own, since only few are open at
 * once and nothing but their order and outcome is measured; results come on those threads. Thread-safe.
 */
final class LimiterCalls implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int LARGEST_ANSWER = 4 << 20;
    private static final int OK = 200;
    private static final int NOT_OK = 300;

    private final URI base;
    private final ProviderAdapter adapter;
    private final OutcomeClassifier classifier;
    private final String model;
    private final List<String> secrets;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "probe");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client;

    LimiterCalls(URI base, Api api, String model, List<String> secrets) {
        this.base = base;
        this.adapter = api.adapter(null);
        this.classifier = OutcomeClassifier.forProvider(api.provider(), Clock.systemUTC());
        this.model = model;
        this.secrets = secrets;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(threads)
                .build();
    }

    /** @param zeroNanos {@link System#nanoTime} at instant 0 of the probing's clock */
    void send(ProbeStep.Send call, long zeroNanos, Consumer<ProbeResult> ended) {
        threads.execute(() -> {
            long sent = System.nanoTime() - zeroNanos;
            Answer answer;
            try {
                answer = answer(call);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                answer = Answer.FAILED;
            } catch (IOException e) {
                answer = Answer.FAILED;
            }
            ended.accept(new ProbeResult(
                    call.call(),
                    answer.verdict(),
                    sent,
                    System.nanoTime() - zeroNanos,
                    answer.usage() == null ? -1 : answer.usage().inputTokens(),
                    answer.usage() == null ? -1 : answer.usage().outputTokens(),
                    answer.retryAfterNanos(),
                    answer.claims(),
                    answer.named()));
        });
    }

    private record Answer(
            ProbeResult.Verdict verdict,
            Usage usage,
            long retryAfterNanos,
            List<ProbeResult.Claim> claims,
            String named) {
        private static final Answer FAILED = new Answer(ProbeResult.Verdict.FAILED, null, -1, List.of(), null);
    }

    private Answer answer(ProbeStep.Send call) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request(call), HttpResponse.BodyHandlers.ofInputStream());
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        List<ProbeResult.Claim> claims = LimitHeaders.read(headers, Instant.now()).stream()
                .map(limit -> new ProbeResult.Claim(limit.axis(), limit.limit(), limit.remaining(), limit.resetNanos()))
                .toList();
        boolean good = response.statusCode() >= OK && response.statusCode() < NOT_OK;
        try (InputStream body = response.body()) {
            if (good && call.cancel()) {
                int first = body.read();
                return first < 0 ? Answer.FAILED : new Answer(ProbeResult.Verdict.ADMITTED, null, -1, claims, null);
            }
            byte[] bytes = body.readNBytes(LARGEST_ANSWER);
            String type = headers.getOrDefault("content-type", "");
            return judged(response.statusCode(), headers, bytes, good && type.contains("event-stream"), claims);
        }
    }

    private Answer judged(
            int status, Map<String, String> headers, byte[] bytes, boolean stream, List<ProbeResult.Claim> claims) {
        boolean good = status >= OK && status < NOT_OK;
        Usage usage = null;
        boolean whole = false;
        ErrorBody error = ErrorBody.NONE;
        boolean inStream = false;
        if (stream) {
            StreamDecoder decoder = adapter.newDecoder();
            decoder.feed(bytes, 0, bytes.length, kind -> {});
            decoder.end();
            usage = decoder.usage();
            inStream = decoder.error() != null && !decoder.error().equals(ErrorBody.NONE);
            error = inStream ? decoder.error() : ErrorBody.NONE;
            whole = decoder.sawEnd() && !inStream;
        } else if (good) {
            ProviderAdapter.WholeAnswer answer = adapter.wholeAnswer(bytes, bytes.length);
            whole = answer != null;
            usage = whole ? answer.usage() : null;
        } else {
            error = adapter.error(bytes, bytes.length);
        }
        if (whole) {
            return new Answer(ProbeResult.Verdict.ADMITTED, usage, -1, claims, null);
        }
        if (good && !inStream) {
            return Answer.FAILED;
        }
        Classification why = classifier.classify(
                new Ending(Transport.COMPLETE, status, headers, error, stream, false, inStream, null, null));
        boolean refused = why.outcome().isRateRefusal()
                || switch (why.outcome()) {
                    case RATE_DAY, QUOTA -> true;
                    default -> false;
                };
        return new Answer(
                refused ? ProbeResult.Verdict.REFUSED : ProbeResult.Verdict.FAILED,
                null,
                why.retryAfterNanos(),
                claims,
                why.outcome().name().toLowerCase(Locale.ROOT));
    }

    private HttpRequest request(ProbeStep.Send call) {
        String path = base.getPath() == null ? "" : base.getPath().replaceAll("/+$", "");
        // one word a token, nearly; what it really was, the answer's usage tells
        String prompt = "a ".repeat(Math.max(1, call.promptTokens())).strip();
        byte[] body = adapter.body(new ChatRequest(model, prompt, call.maxTokens(), call.stream()));
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(adapter.path(path, model)))
                .timeout(PATIENCE)
                .header("Content-Type", adapter.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        adapter.authorization(secrets.get(call.key())).forEach(request::header);
        return request.build();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
