package io.tokenweir.streams;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How far one run has come over all input partitions, as one task of stage 2 sees it.
 *
 * <p>A second is final when every input partition has closed it; how many there are travels in each partial.
 */
final class RunClock {
    /** How far one input partition has come. */
    static final class Input {
        long watermarkMicros = Long.MIN_VALUE;
        boolean ended;
        boolean complete = true;
    }

    final TreeMap<Integer, Input> inputs = new TreeMap<>();
    final TreeMap<Long, SecondNote> notesByEnd = new TreeMap<>();
    int inputPartitions;

    /** Windows of 1 s that end at or before this have been given out. */
    long closedMicros = Long.MIN_VALUE;

    boolean ended;

    /** By how much clocks disagree, as far as input partitions have said; negative when none has. */
    long clockSpreadMicros = ClockWatch.UNKNOWN;

    /** When it was last heard of, by the idle clock; a restart counts as hearing of it. */
    transient long heardMillis;

    Input input(int partition) {
        return inputs.computeIfAbsent(partition, p -> new Input());
    }

    void watermark(int partition, long endMicros, SecondNote note) {
        Input input = input(partition);
        input.ended = false;
        spread(note.clockSpreadMicros());
        input.watermarkMicros = Math.max(input.watermarkMicros, endMicros);
        if (endMicros > closedMicros) {
            notesByEnd.merge(endMicros, note, SecondNote::merge);
        }
    }

    void spread(long micros) {
        clockSpreadMicros = Math.max(clockSpreadMicros, micros);
    }

    /** Up to where windows are final; {@link Long#MAX_VALUE} when every input partition has ended. */
    long finalMicros() {
        if (inputs.size() < inputPartitions) {
            return Long.MIN_VALUE;
        }
        long low = Long.MAX_VALUE;
        for (Input input : inputs.values()) {
            low = Math.min(low, input.ended ? Long.MAX_VALUE : input.watermarkMicros);
        }
        return low;
    }

    boolean isComplete() {
        return inputs.values().stream().allMatch(input -> input.complete);
    }

    NavigableMap<Long, SecondNote> notesUntil(long timeMicros) {
        return notesByEnd.headMap(timeMicros, true);
    }
}
