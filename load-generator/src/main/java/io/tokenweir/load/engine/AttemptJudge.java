package io.tokenweir.load.engine;

import java.util.Map;
import java.util.Set;

import io.tokenweir.protocol.http.HttpResponseReader;
import io.tokenweir.protocol.outcome.Classification;
import io.tokenweir.protocol.outcome.Ending;
import io.tokenweir.protocol.outcome.Masking;
import io.tokenweir.protocol.outcome.Outcome;
import io.tokenweir.protocol.outcome.Transport;
import io.tokenweir.protocol.provider.ErrorBody;
import io.tokenweir.protocol.provider.ProviderAdapter.WholeAnswer;
import io.tokenweir.protocol.provider.StreamDecoder;
import io.tokenweir.protocol.provider.Usage;

/** Makes the result of an attempt from what was seen of it. */
final class AttemptJudge {
    /** Of an error body, what rules and samples see. */
    static final int SAMPLE_BYTES = 2048;

    private static final int QUOTED_BYTES = 200;

    private AttemptJudge() {}

    static AttemptResult judge(
            Attempt attempt, RunContext run, String askedModel, Transport ended, String detail, long endNanos) {
        HttpResponseReader reader = attempt.reader();
        StreamDecoder decoder = attempt.decoder();
        Transport transport = ended;
        String why = detail;
        if (transport == Transport.COMPLETE && attempt.streaming()) {
            decoder.end();
        }
        String unreadable = unreadable(attempt);
        if (unreadable != null) {
            transport = Transport.MALFORMED;
            why = unreadable;
        } else if (decoder.sawEnd() && transport != Transport.CANCELLED) {
            transport = Transport.COMPLETE;
        } else if (transport == Transport.COMPLETE && attempt.streaming() && why == null) {
            why = "the answer ended, but the stream in it had not said that it was over";
        }
        boolean answered = reader.status() >= 200 && reader.status() < 300;
        boolean whole = transport == Transport.COMPLETE && answered && !attempt.streaming();
        WholeAnswer answer = whole
                ? run.adapter()
                        .wholeAnswer(attempt.body().bytes(), attempt.body().length())
                : null;
        ErrorBody error = error(attempt, run, answered && answer != null);
        boolean errorInAnswer = answered && error.message() != null || decoder.error() != null;
        Set<String> marks = marks(attempt, run);
        if (whole && answer == null && !errorInAnswer && marks.isEmpty()) {
            transport = Transport.MALFORMED;
            why = attempt.body().length() == 0
                    ? "the answer is empty"
                    : "the answer is neither a stream nor " + run.adapter().wholeAnswerInWords() + ": "
                            + attempt.bodyStart(QUOTED_BYTES);
        }
        String redirect = reader.headersComplete() ? AnswerForm.redirect(reader.status(), reader.headers()) : null;
        why = redirect == null ? why : redirect;
        String finish = answer == null ? decoder.finishReason() : answer.finishReason();
        boolean headersTell = run.adapter().judgesByHeaders() || !answered || errorInAnswer;
        Map<String, String> headers = reader.status() == 0 || !headersTell
                ? Map.of()
                : reader.headers().toMap();
        Classification classification = run.classifier()
                .classify(new Ending(
                        errorInAnswer ? Transport.COMPLETE : transport,
                        reader.status(),
                        headers,
                        error,
                        attempt.streaming(),
                        !attempt.streaming() || decoder.sawEnd(),
                        errorInAnswer,
                        finish,
                        why,
                        answered || attempt.body().length() == 0 ? null : attempt.bodyStart(SAMPLE_BYTES),
                        marks));
        if (classification.outcome().mayQuoteTheRequest()) {
            classification = classification.withEvidence(
                    Masking.secretsAndEcho(classification.evidence(), attempt.requestText()));
        }
        if (answer != null && answer.arrivesAtItsEnd()) {
            attempt.arrivedAt(endNanos);
        }
        Usage usage = answer == null ? decoder.usage() : answer.usage();
        long cost = usage == null
                ? 0
                : run.prices()
                        .costPico(askedModel, usage.inputTokens(), usage.cachedInputTokens(), usage.outputTokens());
        return new AttemptResult(
                classification,
                error,
                usage,
                answer == null ? decoder.model() : answer.model(),
                finish,
                endNanos - attempt.startNanos,
                tpot(attempt, usage),
                cost);
    }

    /** The result of an attempt whose answer we failed at ourselves. */
    static AttemptResult unjudged(Attempt attempt, Throwable failure, long endNanos) {
        Classification classification = new Classification(
                Outcome.MALFORMED, "the answer could not be judged: " + failure, Classification.NO_HINT);
        return new AttemptResult(
                classification, ErrorBody.NONE, null, null, null, endNanos - attempt.startNanos, -1, 0);
    }

    /** Why nobody can read the answer; null when that can be done, or was not tried. */
    private static String unreadable(Attempt attempt) {
        HttpResponseReader reader = attempt.reader();
        if (attempt.decoder().malformed() != null || reader.state() == HttpResponseReader.State.FAILED) {
            return attempt.decoder().malformed() != null ? attempt.decoder().malformed() : reader.failure();
        }
        boolean answered = reader.headersComplete() && reader.status() < 300;
        if (answered && !attempt.streaming() && attempt.body().isCut()) {
            return "the answer is no stream, and longer than can be kept";
        }
        String compression = answered ? AnswerForm.compression(reader.headers()) : null;
        return compression == null ? null : "the answer is compressed (" + compression + "), which was not asked for";
    }

    private static Set<String> marks(Attempt attempt, RunContext run) {
        return attempt.streaming()
                ? attempt.decoder().marks()
                : run.adapter().marks(attempt.body().bytes(), attempt.body().length());
    }

    /** What went wrong in the provider's words: inside the stream, or in a body, which some send with a status of success. */
    private static ErrorBody error(Attempt attempt, RunContext run, boolean isAnswer) {
        if (attempt.decoder().error() != null) {
            return attempt.decoder().error();
        }
        return isAnswer || attempt.streaming() || attempt.body().length() == 0
                ? ErrorBody.NONE
                : run.adapter().error(attempt.body().bytes(), attempt.body().length());
    }

    /** What the end of its connection means for an attempt that was not over. */
    static Transport brokenOff(Attempt attempt, boolean reset) {
        if (!attempt.anyByte) {
            return reset ? Transport.RESET : Transport.CLOSED_BEFORE_ANSWER;
        }
        return !reset && attempt.reader().endOfConnection() ? Transport.COMPLETE : Transport.CUT;
    }

    private static long tpot(Attempt attempt, Usage usage) {
        return usage == null || usage.outputTokens() < 2 || attempt.arrivals == 0
                ? -1
                : (attempt.lastArrivalNanos - attempt.ttftNanos) / (usage.outputTokens() - 1);
    }
}
