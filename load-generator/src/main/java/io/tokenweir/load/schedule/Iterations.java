package io.tokenweir.load.schedule;

/**
 * Numbers the iterations of a closed load model, and says when a virtual user has no more to do. What an iteration asks
 * follows from its number. Thread-safe, as long as one virtual user is served by one thread.
 */
public interface Iterations {
    /** No further iteration. */
    long NONE = -1;

    /** Number of the user's next iteration, which it begins now; or {@link #NONE}. */
    long take(int user);

    /** Whether {@link #take} would give the user nothing. */
    boolean isOver(int user);
}
