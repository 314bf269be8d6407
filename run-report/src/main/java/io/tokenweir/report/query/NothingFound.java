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
            for (int i = 0; i < held.length; i++) {
                String value = selection.conditions().get(i).valueIn(record);
                held[i] |= value.equals(selection.conditions().get(i).wanted());
                values.get(i).add(value);
                if (values.get(i).size() > MOST_VALUES) {
                    values.get(i).pollLast();
                }
            }
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
                TreeSet<String> some = values.get(i);
                return "Nothing on " + topic + " has " + selection.conditions().get(i) + "; there "
                        + (some.size() == 1 ? "is: " : "are: ") + String.join(", ", some)
                        + (some.size() == MOST_VALUES ? ", …" : ".");
            }
        }
        return "Nothing on " + topic + " fulfils all of " + selection.conditions()
                + ", though each of them holds somewhere.";
    }
}
