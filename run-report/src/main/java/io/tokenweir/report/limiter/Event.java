package io.tokenweir.report.limiter;

/** What a limiter may have seen, in order of time. */
record Event(long nanos, What what, Call call) {
    enum What {
        ADMITTED,
        REFUSED,
        /** An admitted call has ended. */
        ENDED
    }
}
