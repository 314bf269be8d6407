package io.tokenweir.connect.prometheus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * Sends rows in order, in batches, by an exporter of the OpenTelemetry SDK, which also tries again as OTLP prescribes. A
 * batch that the receiver refuses for good is halved until the offending row stands alone; that row goes to
 * {@code offenders} with the receiver's answer. A receiver that is away, or too busy, gives the batch back to Connect
 * ({@link RetriableException}), which pauses and comes again. One thread.
 */
final class OtlpWriter implements AutoCloseable {

    private final MetricExporter exporter;
    private final MetricNaming naming;
    private final Duration patience;
    private final int batchPoints;
    private final BiConsumer<OtlpRow, String> offenders;

    /** @param patience for one batch, the exporter's own tries included */
    OtlpWriter(
            MetricExporter exporter,
            MetricNaming naming,
            Duration patience,
            int batchPoints,
            BiConsumer<OtlpRow, String> offenders) {
        this.exporter = exporter;
        this.naming = naming;
        this.patience = patience;
        this.batchPoints = batchPoints;
        this.offenders = offenders;
    }

    /** Sends all rows; {@code settled} hears of every row that was taken or reported, in order. */
    void write(List<OtlpRow> rows, Consumer<OtlpRow> settled) {
        List<OtlpRow> batch = new ArrayList<>();
        int points = 0;
        for (OtlpRow row : rows) {
            if (!batch.isEmpty() && points + row.points().size() > batchPoints) {
                send(batch);
                batch.forEach(settled);
                batch.clear();
                points = 0;
            }
            batch.add(row);
            points += row.points().size();
        }
        if (!batch.isEmpty()) {
            send(batch);
            batch.forEach(settled);
        }
    }

    private void send(List<OtlpRow> rows) {
        String refusal = refusalOf(rows);
        if (refusal.isEmpty()) {
            return;
        }
        if (rows.size() == 1) {
            offenders.accept(rows.get(0), refusal);
            return;
        }
        int half = rows.size() / 2;
        send(rows.subList(0, half));
        send(rows.subList(half, rows.size()));
    }

    /** Empty when the receiver took them. */
    private String refusalOf(List<OtlpRow> rows) {
        CompletableResultCode result = exporter.export(OtlpMetrics.of(rows, naming));
        result.join(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (result.isSuccess()) {
            return "";
        }
        if (!(result.getFailureThrowable() instanceof HttpExportException failure) || failure.getResponse() == null) {
            throw away("did not answer", result.getFailureThrowable());
        }
        int status = failure.getResponse().getStatusCode();
        if (Answer.isMisconfigured(status)) {
            throw new ConnectException("The OTLP receiver answered " + status
                    + "; check otlp.endpoint (http/protobuf, usually http://HOST:4318/v1/metrics) and otlp.headers.");
        }
        if (status == Answer.TOO_MANY || status >= Answer.SERVER_ERROR) {
            throw away("answered " + status, failure);
        }
        return "HTTP " + status;
    }

    private static RetriableException away(String what, Throwable cause) {
        return new RetriableException("The OTLP receiver " + what + "; trying again, nothing is lost.", cause);
    }

    @Override
    public void close() {
        exporter.shutdown().join(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
