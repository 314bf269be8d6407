package io.tokenweir.limits;

/** What becomes of a charge when the request has ended and its use is known. */
public enum Settlement {
    /** It stands. */
    KEEP,
    /** The unused part is given back; what was used beyond it is not charged. */
    REFUND,
    /** It is corrected to the use, up or down. */
    EXACT
}
