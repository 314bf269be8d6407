package io.tokenweir.simulator.answer;

/** What is wrong with an answer on purpose. */
public enum Flaw {
    /** Its form is right, what it says is not. */
    WRONG,
    /** It ends in the middle, and says that all was said. */
    TRUNCATED,
    /** Its words come in disorder and repeat. */
    INCOHERENT,
    /** It goes on with the text of another request. */
    LEAKING
}
