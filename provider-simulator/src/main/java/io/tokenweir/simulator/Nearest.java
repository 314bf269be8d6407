package io.tokenweir.simulator;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known word that a mistyped one was probably meant to be: the fewest letters inserted, left out or changed. */
final class Nearest {
    private Nearest() {}

    static String to(String word, Collection<?> known) {
        return known.stream()
                .map(Object::toString)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .orElse("");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
