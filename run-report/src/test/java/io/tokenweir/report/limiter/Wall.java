package io.tokenweir.report.limiter;

/** A limiter, or several, as a server has them. */
interface Wall {
    /** @return whether the call is admitted, and then what is to be done when it ends; null when it is refused */
    Admission admit(long nanos, ProbeKey key, int prompt, int max, boolean stream);

    /** An admitted call. */
    interface Admission {
        void ended(long nanos, int output);
    }
}
