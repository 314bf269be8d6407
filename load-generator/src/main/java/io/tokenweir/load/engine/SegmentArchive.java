package io.tokenweir.load.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Books of segments that have ended on some loops, until all have and the result is made. Thread-safe. */
final class SegmentArchive {
    private final Map<Integer, List<SegmentBooks>> books = new HashMap<>();

    synchronized void add(SegmentBooks ofLoop) {
        books.computeIfAbsent(ofLoop.number(), number -> new ArrayList<>()).add(ofLoop);
    }

    /** The books of all loops, which are no longer kept here. */
    synchronized List<SegmentBooks> take(int segment) {
        List<SegmentBooks> ofAll = books.remove(segment);
        return ofAll == null ? List.of() : ofAll;
    }
}
