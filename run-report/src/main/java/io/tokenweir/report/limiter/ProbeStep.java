package io.tokenweir.report.limiter;

/** What is to be done next. */
public sealed interface ProbeStep {
    /**
     * A call is to be sent now.
     *
     * @param call its number, to be given back with its result
     * @param key index of the key
     * @param promptTokens how long the prompt is to be
     * @param stream whether the answer is to be streamed, so that the call stays open as long as it can
     * @param cancel whether the caller is to hang up at the first token; such a call was admitted
     */
    record Send(long call, int key, int promptTokens, int maxTokens, boolean stream, boolean cancel)
            implements ProbeStep {}

    /** Nothing is to be sent before this instant or the next result, whatever is earlier. */
    record Wait(long untilNanos) implements ProbeStep {}

    /** It is over. */
    record Done(LimiterFindings findings) implements ProbeStep {}
}
