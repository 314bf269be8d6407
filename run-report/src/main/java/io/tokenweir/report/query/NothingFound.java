package io.tokenweir.report.query;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.apache.avro.generic.IndexedRecord;

/** Remembers of the records that were passed over what would have matched, so that an empty answer can say why. */
final class NothingFound {
    private static final int MOST_VALUES = 10;

    private final Selection selection;
    private final List<TreeSet<String>> values = new ArrayList<>();
    private final boolean[] held;
    private long records;
    private long inTime;

    NothingFound(Selection selection) {
        this.selection = selection;
        this.held = new boolean[selection.conditions().size()];
        selection.conditions().forEach(condition -> values.add(new TreeSet<>()));
    }

    void note(IndexedRecord record) {
        records++;
        if (selection.isInTime(record)) {
            inTime++;
            int failed = 0;
            for (int i = 0; i < held.length; i++) {
                boolean holds = selection.conditions().get(i).holds(record);
                held[i] |= holds;
                failed += holds ? 0 : 1;
            }
            for (int i = 0; failed == 1 && i < held.length; i++) {
                Condition condition = selection.conditions().get(i);
                if (!condition.holds(record)) {
                    remember(values.get(i), condition.valueIn(record));
                }
            }
        }
    }

    private static void remember(TreeSet<String> values, String value) {
        values.add(value);
        if (values.size() > MOST_VALUES) {
            values.pollLast();
        }
    }

    /** Why nothing matched, as a sentence; {@code topic} by its full name. */
    String sentence(String topic) {
        if (records == 0) {
            return "There is nothing on " + topic + ".";
        }
        if (inTime == 0) {
            return "Nothing on " + topic + " lies within that time; it holds " + records + " records of other times.";
        }
        for (int i = 0; i < held.length; i++) {
            if (!held[i]) {
                return "Nothing on " + topic + " has " + selection.conditions().get(i) + instead(values.get(i));
            }
        }
        return "Nothing on " + topic + " fulfils all of " + selection.conditions()
                + ", though each of them holds somewhere.";
    }

    /** Other values of records for which all else holds. */
    private static String instead(TreeSet<String> values) {
        if (values.isEmpty()) {
            return ".";
        }
        if (values.last().isEmpty()) {
            return "; it is empty in all that fulfils the rest: another grouping may have it.";
        }
        return "; there " + (values.size() == 1 ? "is: " : "are: ") + String.join(", ", values)
                + (values.size() == MOST_VALUES ? ", …" : ".");
    }
}
