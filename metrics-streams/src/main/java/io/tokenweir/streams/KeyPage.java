package io.tokenweir.streams;

import java.util.HashMap;
import java.util.Map;

/** Accounts of one input partition in one span of time. Not thread-safe. */
final class KeyPage {
    final Map<String, KeyTally> byAccount = new HashMap<>();

    KeyTally of(String account) {
        return byAccount.computeIfAbsent(account, a -> new KeyTally());
    }

    /** Adds what is in {@code other}, which stays as it is. */
    void merge(KeyPage other) {
        other.byAccount.forEach((account, tally) -> of(account).merge(tally));
    }

    /** Adds one account's tally, which becomes this page's own. */
    void take(String account, KeyTally tally) {
        KeyTally mine = byAccount.putIfAbsent(account, tally);
        if (mine != null) {
            mine.merge(tally);
        }
    }
}
