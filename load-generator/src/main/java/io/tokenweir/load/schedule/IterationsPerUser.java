package io.tokenweir.load.schedule;

/**
 * So many iterations for each virtual user, or as many as time allows. Which ones is a function of the user's number and of
 * how many it has done, whatever the others do and however they are spread over loops.
 */
public final class IterationsPerUser implements Iterations {
    /** Prime, so that users do not walk through prompts that take turns in step. */
    private static final long STRETCH = 1_000_003L;

    private final long each;
    private final long stretch;
    private final long[] done;

    private IterationsPerUser(int users, long each, long stretch) {
        this.each = each;
        this.stretch = stretch;
        this.done = new long[users];
    }

    /** User u does numbers u × {@code each} on, so that all of them do 0 to users × {@code each} - 1, each once. */
    public static IterationsPerUser of(int users, long each) {
        return new IterationsPerUser(users, each, each);
    }

    /** User u begins at number u × {@value #STRETCH}. */
    public static IterationsPerUser endless(int users) {
        return new IterationsPerUser(users, Long.MAX_VALUE, STRETCH);
    }

    @Override
    public long take(int user) {
        return isOver(user) ? NONE : user * stretch + done[user]++;
    }

    @Override
    public boolean isOver(int user) {
        return done[user] >= each;
    }
}
