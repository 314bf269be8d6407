package io.tokenweir.report.compare;

/** What is shown of B against A. */
public enum Finding {
    /** B is less, beyond chance and the meter's error. */
    LESS,
    /** B is more, beyond both. */
    MORE,
    /** They may be equal: nothing is proven, not even that. */
    NO_DIFFERENCE_SHOWN,
    /** There is no interval to judge by. */
    NO_INTERVAL,
    NOT_COMPARABLE
}
