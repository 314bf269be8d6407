package io.tokenweir.connect.prometheus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.kafka.connect.errors.ConnectException;

import io.tokenweir.connect.prometheus.TimedSamples.Placed;

/**
 * Sends rows in order, in batches. What the server refuses is halved until the offending sample stands alone, because older
 * servers drop a whole request for one bad sample, and the specification forbids reading the error's words; its row is told
 * to {@code offenders} with the server's answer, and everything else is written.
 *
 * <p>Waits and retries while the server is away; then it gives back to Connect ({@link ServerAwayException}), which pauses and
 * calls again. A 500 is ambiguous: old servers answer it to samples that are too old. It counts as a refusal of the sample
 * when the server takes the sink's own metrics, which are of now, and as an outage when it does not. One thread.
 */
final class RemoteWriter {
    private static final String NO_NATIVE_HISTOGRAMS = "native histograms are disabled";

    private final Function<List<Placed>, Answer> server;
    private final RetryPolicy retries;
    private final Consumer<Duration> sleeper;
    private final int batchSamples;
    private final Supplier<List<Placed>> probe;
    private final Listener listener;
    private Duration waited;

    /** Hears what becomes of the samples. */
    interface Listener {
        void written(int samples);

        void retried();

        /** Of this row, this many samples were refused; {@code words} names the first one and the server's answer to it. */
        void refused(TimedSamples row, int samples, String words);
    }

    /** @param probe samples that any server that works would take */
    RemoteWriter(
            Function<List<Placed>, Answer> server,
            RetryPolicy retries,
            Consumer<Duration> sleeper,
            int batchSamples,
            Supplier<List<Placed>> probe,
            Listener listener) {
        this.server = server;
        this.retries = retries;
        this.sleeper = sleeper;
        this.batchSamples = batchSamples;
        this.probe = probe;
        this.listener = listener;
    }

    /** Sends all rows; {@code settled} hears of every row whose samples were all stored or reported, in order. */
    void write(List<TimedSamples> rows, Consumer<TimedSamples> settled) {
        waited = Duration.ZERO;
        List<TimedSamples> batch = new ArrayList<>();
        int samples = 0;
        for (TimedSamples row : rows) {
            if (!batch.isEmpty() && samples + row.samples().size() > batchSamples) {
                writeBatch(batch, settled);
                batch.clear();
                samples = 0;
            }
            batch.add(row);
            samples += row.samples().size();
        }
        if (!batch.isEmpty()) {
            writeBatch(batch, settled);
        }
    }

    private void writeBatch(List<TimedSamples> batch, Consumer<TimedSamples> settled) {
        List<Placed> samples = new ArrayList<>();
        batch.forEach(row -> row.samples().forEach(sample -> samples.add(new Placed(row, sample))));
        List<Refused> refused = new ArrayList<>();
        Answer answer = send(samples);
        if (!answer.isTaken()) {
            failWithoutNativeHistograms(answer);
            failInAnOutage(answer);
            halve(samples, answer, refused);
            refused.forEach(offender -> failWithoutNativeHistograms(offender.answer));
            // It may have broken only while the batch was being halved.
            refused.stream()
                    .filter(offender -> offender.answer.status() == Answer.SERVER_ERROR)
                    .findFirst()
                    .ifPresent(offender -> failInAnOutage(offender.answer));
        }
        listener.written(samples.size() - refused.size());
        report(refused);
        batch.forEach(settled);
    }

    private record Refused(Placed placed, Answer answer) {}

    private void halve(List<Placed> samples, Answer answer, List<Refused> refused) {
        if (samples.size() == 1) {
            refused.add(new Refused(samples.get(0), answer));
            return;
        }
        int half = samples.size() / 2;
        for (List<Placed> part : List.of(samples.subList(0, half), samples.subList(half, samples.size()))) {
            Answer next = send(part);
            if (!next.isTaken()) {
                halve(part, next, refused);
            }
        }
    }

    private void report(List<Refused> refused) {
        Map<TimedSamples, List<Refused>> rows = new LinkedHashMap<>();
        refused.forEach(offender -> rows.computeIfAbsent(offender.placed.row(), row -> new ArrayList<>())
                .add(offender));
        rows.forEach((row, offenders) -> {
            Refused first = offenders.get(0);
            listener.refused(
                    row,
                    offenders.size(),
                    first.placed.sample().series() + ": HTTP " + first.answer.status() + ": " + first.answer.text());
        });
    }

    private void failWithoutNativeHistograms(Answer answer) {
        if (answer.text().contains(NO_NATIVE_HISTOGRAMS)) {
            throw new ConnectException("The remote-write server takes no native histograms (" + answer.text()
                    + "); start Prometheus with --enable-feature=native-histograms, or set"
                    + " remote.write.histograms=classic.");
        }
    }

    private void failInAnOutage(Answer answer) {
        if (answer.status() == Answer.SERVER_ERROR && !send(probe.get()).isTaken()) {
            throw new ServerAwayException(answer);
        }
    }

    /** Sends until the server takes or refuses; an answer that is neither is thrown. */
    private Answer send(List<Placed> samples) {
        for (int failed = 1; ; failed++) {
            Answer answer = server.apply(samples);
            int status = answer.status();
            if (Answer.isMisconfigured(status)) {
                throw new ConnectException("The remote-write server answered " + status + " (" + answer.text()
                        + "); check remote.write.url and its credentials, and that the server receives remote writes"
                        + " (Prometheus: --web.enable-remote-write-receiver).");
            }
            boolean tryAgain = status == 0 || status == Answer.TOO_MANY || status > Answer.SERVER_ERROR;
            if (!tryAgain) {
                return answer;
            }
            Duration wait = retries.waitAfter(failed, answer.retryAfter());
            if (failed >= retries.tries() || waited.plus(wait).compareTo(retries.patience()) > 0) {
                throw new ServerAwayException(answer);
            }
            listener.retried();
            waited = waited.plus(wait);
            sleeper.accept(wait);
        }
    }
}
