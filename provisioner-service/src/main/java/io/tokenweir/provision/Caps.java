package io.tokenweir.provision;

import java.util.Locale;

/**
 * What must never be exceeded, whatever is asked for; checked before anything is called. 0: no bound.
 *
 * @param accounts accounts of the batch at the provider, failed and retired ones included
 * @param costEach what one account costs
 * @param spend what all of them may cost
 */
public record Caps(int accounts, double costEach, double spend) {
    public static final Caps NONE = new Caps(0, 0, 0);

    public Caps {
        if (accounts < 0 || costEach < 0 || spend < 0) {
            throw new IllegalArgumentException("The caps of a batch must not be negative.");
        }
    }

    /** Throws {@link IllegalStateException} with a sentence. */
    void check(String batch, int made, int toMake) {
        int all = made + toMake;
        if (accounts > 0 && all > accounts) {
            throw new IllegalStateException("Batch " + batch + " would have " + all + " accounts, " + made
                    + " that were made before included; its cap is " + accounts + ".");
        }
        if (spend > 0 && toMake > 0 && all * costEach > spend) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "The %d accounts of batch %s would cost %.2f, %d that were made before included; its cap is %.2f.",
                    all,
                    batch,
                    all * costEach,
                    made,
                    spend));
        }
    }
}
