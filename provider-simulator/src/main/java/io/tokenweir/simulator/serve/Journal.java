package io.tokenweir.simulator.serve;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.answer.Flaw;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.truth.TruthLog;
import io.tokenweir.simulator.truth.TruthRecord;
import io.tokenweir.simulator.wall.Verdict;

/** Gathers what becomes known of a request while it is handled, and writes it to the log when it ends. Thread-safe. */
final class Journal {
    private final TruthLog log;
    private final long anchorNanos = System.nanoTime();
    private final long anchorMicros = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());

    Journal(TruthLog log) {
        this.log = log;
    }

    Entry open(Request request, String requestId) {
        return new Entry(request, requestId);
    }

    private long wallMicros(long nanos) {
        return anchorMicros + TimeUnit.NANOSECONDS.toMicros(nanos - anchorNanos);
    }

    /** One request. Its setters are called before the request can end, by one thread at a time. */
    final class Entry {
        private final Request request;
        private final String requestId;
        private String accountId;
        private String keyFingerprint;
        private String model;
        private int promptTokens;
        private int contentTokens;
        private int outputTokens;
        private Verdict verdict;
        private String flaw;

        Entry(Request request, String requestId) {
            this.request = request;
            this.requestId = requestId;
        }

        String requestId() {
            return requestId;
        }

        void owner(KeyOwner owner) {
            accountId = owner.accountId();
            keyFingerprint = owner.keyFingerprint();
        }

        void model(String model) {
            this.model = model;
        }

        void tokens(int prompt, int content, int output) {
            promptTokens = prompt;
            contentTokens = content;
            outputTokens = output;
        }

        void verdict(Verdict verdict) {
            this.verdict = verdict;
        }

        /** @param flaw what is wrong with the answer on purpose; null: nothing */
        void flaw(Flaw flaw) {
            this.flaw = flaw == null ? null : flaw.name().toLowerCase(Locale.ROOT);
        }

        /** The request was answered without generating anything. */
        void refused(int status, String decision) {
            append(status, decision, null, null);
        }

        void ended(Generation generation, String finish) {
            append(200, "admitted", generation, finish);
        }

        /** @param generation null when nothing was generated */
        private void append(int status, String decision, Generation generation, String finish) {
            StreamTimes times = generation == null ? null : generation.times();
            TokenTimes each = times == null ? null : times.each();
            log.append(new TruthRecord(
                    wallMicros(request.receivedNanos()),
                    wallMicros(System.nanoTime()),
                    requestId,
                    request.headers().get("x-client-request-id"),
                    traceId(request.headers().get("traceparent")),
                    accountId,
                    keyFingerprint,
                    request.path(),
                    model,
                    status,
                    decision,
                    promptTokens,
                    contentTokens,
                    outputTokens,
                    generation == null ? 0 : generation.written(),
                    verdict == null ? 0 : verdict.charged(),
                    times == null ? -1 : times.firstNanos(),
                    times == null ? -1 : times.lastNanos(),
                    times == null ? 0 : times.maxLatenessNanos(),
                    verdict == null ? 0 : verdict.inFlight(),
                    verdict == null ? 0 : verdict.tokensLastMinute(),
                    finish,
                    request.chaos(),
                    flaw,
                    generation == null ? 0 : generation.cachedTokens(),
                    times == null ? -1 : times.queueNanos(),
                    times == null ? -1 : times.prefillNanos(),
                    times == null ? 0 : times.flushSpanNanos(),
                    times != null && times.saturated(),
                    verdict == null ? List.of() : verdict.states(),
                    each == null ? null : each.writtenDeltas(),
                    each == null ? null : each.lateness()));
        }

        /** The second field of {@code traceparent}. */
        private static String traceId(String traceparent) {
            String[] fields = traceparent == null ? new String[0] : traceparent.split("-");
            return fields.length == 4 ? fields[1] : null;
        }
    }
}
