package io.tokenweir.streams;

import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.KeyFigures;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;

/** What one account did in one span of time, as it grows. Merges by addition; not thread-safe. */
final class KeyTally {
    long requests;
    long okRequests;
    long attempts;
    long refusals;
    long outputTokens;

    void add(AttemptEnded attempt) {
        attempts++;
        refusals += ThrottleAxis.isRefusal(attempt.getOutcome()) ? 1 : 0;
        outputTokens += attempt.getOutputTokens();
    }

    void add(RequestEnded ended) {
        requests++;
        okRequests += ended.getOutcome() == Outcome.OK ? 1 : 0;
    }

    void merge(KeyTally other) {
        requests += other.requests;
        okRequests += other.okRequests;
        attempts += other.attempts;
        refusals += other.refusals;
        outputTokens += other.outputTokens;
    }

    KeyFigures toAvro(String account) {
        return new KeyFigures(account, requests, okRequests, attempts, refusals, outputTokens);
    }
}
