package io.tokenweir.load.engine;

import io.tokenweir.protocol.outcome.AnswerJudge;
import io.tokenweir.protocol.outcome.AnswerJudge.Judged;
import io.tokenweir.protocol.outcome.Classification;
import io.tokenweir.protocol.outcome.Outcome;
import io.tokenweir.protocol.outcome.Transport;
import io.tokenweir.protocol.provider.ErrorBody;
import io.tokenweir.protocol.provider.Usage;

/** Makes the result of an attempt from what was seen of it. */
final class AttemptJudge {
    private AttemptJudge() {}

    static AttemptResult judge(
            Attempt attempt, RunContext run, String askedModel, Transport ended, String detail, long endNanos) {
        Judged judged =
                AnswerJudge.judge(attempt.seen(), run.adapter(), run.classifier(), ended, detail, attempt::requestText);
        if (judged.arrivesAtItsEnd()) {
            attempt.arrivedAt(endNanos);
        }
        Usage usage = judged.usage();
        long cost = usage == null
                ? 0
                : run.prices()
                        .costPico(askedModel, usage.inputTokens(), usage.cachedInputTokens(), usage.outputTokens());
        return new AttemptResult(
                judged.classification(),
                judged.error(),
                usage,
                judged.model(),
                judged.finishReason(),
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
