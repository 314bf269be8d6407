package io.tokenweir.protocol.outcome;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.tokenweir.protocol.http.HttpResponseReader;
import io.tokenweir.protocol.provider.ErrorBody;
import io.tokenweir.protocol.provider.ProviderAdapter;
import io.tokenweir.protocol.provider.ProviderAdapter.WholeAnswer;
import io.tokenweir.protocol.provider.StreamDecoder;
import io.tokenweir.protocol.provider.Usage;

/**
 * Says what an exchange came to from what was read of it, whoever read it: the generator or the tap. Not thread-safe where its
 * arguments are not; keeps nothing.
 */
public final class AnswerJudge {
    /** Of an error body, what rules and samples see. */
    public static final int SAMPLE_BYTES = 2048;

    private static final int QUOTED_BYTES = 200;

    private AnswerJudge() {}

    /**
     * What was read of an answer.
     *
     * @param body start of it where it is no stream
     */
    public record Seen(HttpResponseReader reader, StreamDecoder decoder, KeptBody body, boolean streaming) {
        /** Start of the body, for evidence. */
        public String bodyStart(int bytes) {
            return new String(body.bytes(), 0, Math.min(body.length(), bytes), StandardCharsets.UTF_8);
        }
    }

    /**
     * What it came to.
     *
     * @param usage null when the server reported none
     * @param arrivesAtItsEnd whether its text came as a whole, and counts as one arrival when all of it was there
     */
    public record Judged(
            Classification classification,
            ErrorBody error,
            Usage usage,
            String model,
            String finishReason,
            boolean arrivesAtItsEnd) {}

    /**
     * @param ended how the exchange of bytes ended
     * @param detail what the transport says about itself; may be null
     * @param request what was asked, to find it again in what the server said; asked for only where that may be
     */
    public static Judged judge(
            Seen seen,
            ProviderAdapter adapter,
            OutcomeClassifier classifier,
            Transport ended,
            String detail,
            Supplier<String> request) {
        HttpResponseReader reader = seen.reader();
        StreamDecoder decoder = seen.decoder();
        Transport transport = ended;
        String why = detail;
        if (transport == Transport.COMPLETE && seen.streaming()) {
            decoder.end();
        }
        String unreadable = unreadable(seen);
        if (unreadable != null) {
            transport = Transport.MALFORMED;
            why = unreadable;
        } else if (decoder.sawEnd() && transport != Transport.CANCELLED) {
            transport = Transport.COMPLETE;
        } else if (transport == Transport.COMPLETE && seen.streaming() && why == null) {
            why = "the answer ended, but the stream in it had not said that it was over";
        }
        boolean answered = reader.status() >= 200 && reader.status() < 300;
        boolean whole = transport == Transport.COMPLETE && answered && !seen.streaming();
        WholeAnswer answer =
                whole ? adapter.wholeAnswer(seen.body().bytes(), seen.body().length()) : null;
        ErrorBody error = error(seen, adapter, answered && answer != null);
        boolean errorInAnswer = answered && error.message() != null || decoder.error() != null;
        Set<String> marks = marks(seen, adapter);
        if (whole && answer == null && !errorInAnswer && marks.isEmpty()) {
            transport = Transport.MALFORMED;
            why = seen.body().length() == 0
                    ? "the answer is empty"
                    : "the answer is neither a stream nor " + adapter.wholeAnswerInWords() + ": "
                            + seen.bodyStart(QUOTED_BYTES);
        }
        String redirect = reader.headersComplete() ? AnswerForm.redirect(reader.status(), reader.headers()) : null;
        why = redirect == null ? why : redirect;
        String finish = answer == null ? decoder.finishReason() : answer.finishReason();
        boolean headersTell = adapter.judgesByHeaders() || !answered || errorInAnswer;
        Map<String, String> headers = reader.status() == 0 || !headersTell
                ? Map.of()
                : reader.headers().toMap();
        Classification classification = classifier.classify(new Ending(
                errorInAnswer ? Transport.COMPLETE : transport,
                reader.status(),
                headers,
                error,
                seen.streaming(),
                !seen.streaming() || decoder.sawEnd(),
                errorInAnswer,
                finish,
                why,
                answered || seen.body().length() == 0 ? null : seen.bodyStart(SAMPLE_BYTES),
                marks));
        if (classification.outcome().mayQuoteTheRequest()) {
            classification =
                    classification.withEvidence(Masking.secretsAndEcho(classification.evidence(), request.get()));
        }
        return new Judged(
                classification,
                error,
                answer == null ? decoder.usage() : answer.usage(),
                answer == null ? decoder.model() : answer.model(),
                finish,
                answer != null && answer.arrivesAtItsEnd());
    }

    /** Why nobody can read the answer; null when that can be done, or was not tried. */
    private static String unreadable(Seen seen) {
        HttpResponseReader reader = seen.reader();
        if (seen.decoder().malformed() != null || reader.state() == HttpResponseReader.State.FAILED) {
            return seen.decoder().malformed() != null ? seen.decoder().malformed() : reader.failure();
        }
        boolean answered = reader.headersComplete() && reader.status() < 300;
        if (answered && !seen.streaming() && seen.body().isCut()) {
            return "the answer is no stream, and longer than can be kept";
        }
        String compression = answered ? AnswerForm.compression(reader.headers()) : null;
        return compression == null ? null : "the answer is compressed (" + compression + "), which was not asked for";
    }

    private static Set<String> marks(Seen seen, ProviderAdapter adapter) {
        return seen.streaming()
                ? seen.decoder().marks()
                : adapter.marks(seen.body().bytes(), seen.body().length());
    }

    /** What went wrong in the provider's words: inside the stream, or in a body, which some send with a status of success. */
    private static ErrorBody error(Seen seen, ProviderAdapter adapter, boolean isAnswer) {
        if (seen.decoder().error() != null) {
            return seen.decoder().error();
        }
        return isAnswer || seen.streaming() || seen.body().length() == 0
                ? ErrorBody.NONE
                : adapter.error(seen.body().bytes(), seen.body().length());
    }
}
