package io.tokenweir.scrape;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import io.tokenweir.events.ScrapeFailure;
import io.tokenweir.events.ScrapeFailureCause;

/** Asks a source over HTTP. Every trouble becomes a {@link ScrapeFailure}; no future fails. Thread-safe. */
final class ScrapeClient {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final LongSupplier nanoClock;
    private final Duration timeout;

    /** @param timeout for the whole answer, to its last byte */
    ScrapeClient(LongSupplier nanoClock, Duration timeout) {
        this.nanoClock = nanoClock;
        this.timeout = timeout;
    }

    CompletableFuture<ScrapeAnswer> ask(URI address) {
        long began = nanoClock.getAsLong();
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "text/plain;version=0.0.4")
                .build();
        CompletableFuture<HttpResponse<String>> sent = http.sendAsync(request, info -> new BoundedBody(MOST_BYTES));
        return sent.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).handle((response, trouble) -> {
            if (trouble != null) {
                sent.cancel(true);
                return new ScrapeAnswer(null, failure(address, trouble), began, nanoClock.getAsLong());
            }
            ScrapeFailure failure = response.statusCode() == 200
                    ? null
                    : new ScrapeFailure(ScrapeFailureCause.STATUS, address + " answers " + response.statusCode());
            return new ScrapeAnswer(failure == null ? response.body() : null, failure, began, nanoClock.getAsLong());
        });
    }

    private ScrapeFailure failure(URI address, Throwable trouble) {
        Throwable cause = trouble instanceof CompletionException ? trouble.getCause() : trouble;
        if (cause instanceof TimeoutException) {
            return new ScrapeFailure(
                    ScrapeFailureCause.SLOW, address + " gave no whole answer within " + timeout.toSeconds() + " s");
        }
        if (cause instanceof BoundedBody.TooLargeException
                || cause.getCause() instanceof BoundedBody.TooLargeException) {
            return new ScrapeFailure(
                    ScrapeFailureCause.TOO_LARGE, address + " answers more than " + MOST_BYTES / 1024 / 1024 + " MiB");
        }
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException) {
            return new ScrapeFailure(ScrapeFailureCause.DOWN, "nobody answers at " + address);
        }
        return cause instanceof IOException
                ? new ScrapeFailure(ScrapeFailureCause.DOWN, address + " broke off: " + cause.getMessage())
                : new ScrapeFailure(ScrapeFailureCause.OTHER, address + " cannot be read: " + cause);
    }
}
