package io.tokenweir.load.schedule;

/**
 * Every {@code of}-th of something that is numbered from 0.
 *
 * @param index which of the shares, from 0
 */
public record Share(int index, int of) {
    /** All of it. */
    public static final Share WHOLE = new Share(0, 1);

    public Share {
        if (index < 0 || index >= of) {
            throw new IllegalArgumentException("There is no instance " + index + " of " + of
                    + "; instances are numbered from 0 to " + (of - 1) + ".");
        }
    }

    public boolean has(long number) {
        return number % of == index;
    }
}
