package io.tokenweir.streams;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.events.KeyStats;

/**
 * Pages of one span, or of several that make up one, grouped so that an account lies in one group. The groups are worked off one
 * after the other, so only one of them is in memory twice. Not thread-safe.
 */
final class KeyGroups {
    /** The number of pages of every span is a multiple of it. */
    private static final int GROUPS = KeySpan.SECOND.pages;

    private final List<List<KeyPage>> groups = new ArrayList<>(GROUPS);

    KeyGroups() {
        for (int group = 0; group < GROUPS; group++) {
            groups.add(new ArrayList<>());
        }
    }

    void add(PageId id, KeyPage page) {
        groups.get(id.page() % GROUPS).add(page);
    }

    /** How amounts are spread over all accounts; null when there are none. */
    KeyStats stats() {
        KeyStats stats = null;
        for (List<KeyPage> group : groups) {
            if (!group.isEmpty()) {
                stats = KeySpreads.merge(stats, KeySpreads.of(merged(group)));
            }
        }
        return stats;
    }

    private static KeyPage merged(List<KeyPage> group) {
        if (group.size() == 1) {
            return group.get(0);
        }
        KeyPage merged = new KeyPage();
        group.forEach(merged::merge);
        return merged;
    }
}
