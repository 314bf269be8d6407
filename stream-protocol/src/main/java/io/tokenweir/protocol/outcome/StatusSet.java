package io.tokenweir.protocol.outcome;

import java.util.BitSet;
import java.util.List;

/** Some HTTP statuses. Immutable. */
final class StatusSet {
    private static final int MOST = 1000;

    private final BitSet statuses = new BitSet(MOST);

    private StatusSet() {}

    /** @param texts three digits each; an x stands for any digit. Null gives null: no condition */
    static StatusSet of(List<String> texts) {
        if (texts == null) {
            return null;
        }
        StatusSet set = new StatusSet();
        for (String text : texts) {
            for (int status = 100; status < MOST; status++) {
                if (isAlike(text, status)) {
                    set.statuses.set(status);
                }
            }
        }
        return set;
    }

    boolean contains(int status) {
        return statuses.get(status);
    }

    private static boolean isAlike(String text, int status) {
        return text.length() == 3
                && text.charAt(0) - '0' == status / 100
                && (text.charAt(1) == 'x' || text.charAt(1) - '0' == status / 10 % 10)
                && (text.charAt(2) == 'x' || text.charAt(2) - '0' == status % 10);
    }
}
