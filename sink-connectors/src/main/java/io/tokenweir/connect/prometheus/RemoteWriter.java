package io.tokenweir.connect.prometheus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

import io.tokenweir.connect.prometheus.RemoteWriteClient.Answer;

/**
 * Sends rows in order, in batches. What the server refuses is halved until the offending row stands alone, because older
 * servers drop a whole request for one bad sample, and the specification forbids reading the error's words; the row goes
 * to {@code offenders} with the server's answer.
 *
 * <p>Waits and retries while the server is away; then it gives back to Connect ({@link RetriableException}), which pauses
 * and calls again. A 500 is ambiguous: old servers answer it to samples that are too old. It counts as a refusal of the
 * row when another row of the same batch was taken, and as an outage when none was. One thread.
 */
final class RemoteWriter {
    /** Answers that mean that the address or the credentials are wrong, not the samples. */
    private static final Set<Integer> MISCONFIGURED = Set.of(401, 403, 404, 405, 415);

    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int OK_LIMIT = 300;

    private final RemoteWriteClient.Target target;
    private final RetryPolicy retries;
    private final Consumer<Duration> sleeper;
    private final int batchSamples;
    private final MetricNaming naming;
    private final int histogramSchema;
    private final BiConsumer<TimedPoints, String> offenders;

    RemoteWriter(
            RemoteWriteClient.Target target,
            RetryPolicy retries,
            Consumer<Duration> sleeper,
            int batchSamples,
            MetricNaming naming,
            int histogramSchema,
            BiConsumer<TimedPoints, String> offenders) {
        this.target = target;
        this.retries = retries;
        this.sleeper = sleeper;
        this.batchSamples = batchSamples;
        this.naming = naming;
        this.histogramSchema = histogramSchema;
        this.offenders = offenders;
    }

    /** Sends all rows; {@code settled} hears of every row that was stored or reported, in order. */
    void write(List<TimedPoints> rows, Consumer<TimedPoints> settled) {
        List<TimedPoints> batch = new ArrayList<>();
        int samples = 0;
        for (TimedPoints row : rows) {
            if (!batch.isEmpty() && samples + row.points().size() > batchSamples) {
                writeBatch(batch, settled);
                batch.clear();
                samples = 0;
            }
            batch.add(row);
            samples += row.points().size();
        }
        if (!batch.isEmpty()) {
            writeBatch(batch, settled);
        }
    }

    private void writeBatch(List<TimedPoints> batch, Consumer<TimedPoints> settled) {
        List<Refused> refused = new ArrayList<>();
        bisect(batch, refused);
        boolean outage = refused.size() == batch.size()
                && refused.stream().anyMatch(offender -> offender.answer.status() >= SERVER_ERROR);
        if (outage) {
            throw away(refused.get(0).answer);
        }
        refused.forEach(offender ->
                offenders.accept(offender.row, "HTTP " + offender.answer.status() + ": " + offender.answer.text()));
        batch.forEach(settled);
    }

    private record Refused(TimedPoints row, Answer answer) {}

    private void bisect(List<TimedPoints> rows, List<Refused> refused) {
        Answer answer = send(WriteRequest.encode(rows, naming, histogramSchema));
        if (answer.status() < OK_LIMIT) {
            return;
        }
        if (rows.size() == 1) {
            refused.add(new Refused(rows.get(0), answer));
            return;
        }
        int half = rows.size() / 2;
        bisect(rows.subList(0, half), refused);
        bisect(rows.subList(half, rows.size()), refused);
    }

    /** Sends until the server takes or refuses; an answer that is neither is thrown. */
    private Answer send(byte[] message) {
        for (int failed = 1; ; failed++) {
            Answer answer = target.post(message);
            int status = answer.status();
            if (MISCONFIGURED.contains(status)) {
                throw new ConnectException("The remote-write server answered " + status + " (" + answer.text()
                        + "); check remote.write.url and its credentials, and that the server receives remote writes"
                        + " (Prometheus: --web.enable-remote-write-receiver).");
            }
            boolean tryAgain = status == 0 || status == TOO_MANY || status > SERVER_ERROR;
            if (!tryAgain) {
                return answer;
            }
            if (failed >= retries.tries()) {
                throw away(answer);
            }
            sleeper.accept(retries.waitAfter(failed, answer.retryAfter()));
        }
    }

    private static RetriableException away(Answer answer) {
        String what = answer.status() == 0 ? "did not answer" : "answered " + answer.status();
        return new RetriableException(
                "The remote-write server " + what + " (" + answer.text() + "); trying again, nothing is lost.");
    }
}
