package io.tokenweir.connect.prometheus;

import java.util.List;
import java.util.Map;

/** Points as the scrape endpoint has them, for tests of its formats. */
final class Exposed {
    private Exposed() {}

    static Map<Family, List<Kept>> of(Point point) {
        return since(point, SeriesStarts.UNKNOWN);
    }

    static Map<Family, List<Kept>> since(Point point, long createdMillis) {
        return Map.of(point.family(), List.of(new Kept(point, createdMillis)));
    }
}
