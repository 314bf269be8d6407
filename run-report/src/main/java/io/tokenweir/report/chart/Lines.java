package io.tokenweir.report.chart;

import java.util.List;

/** Path data for points: lines that break where a value is missing, and areas between two lines. */
public final class Lines {
    /** A point in the image; {@code y} is null where there is no value. */
    public record Point(double x, Double y) {}

    private Lines() {}

    /** A line through the points, broken at gaps; a lone point becomes a short stroke. */
    public static String line(List<Point> points) {
        StringBuilder data = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (point.y() == null) {
                open = false;
                continue;
            }
            data.append(open ? 'L' : 'M').append(at(point));
            boolean lone = !open && (i + 1 == points.size() || points.get(i + 1).y() == null);
            if (lone) {
                data.append("h1");
            }
            open = true;
        }
        return data.toString();
    }

    /** The area between two lines over the same x, in pieces where both have values. */
    public static String band(List<Point> upper, List<Point> lower) {
        StringBuilder data = new StringBuilder();
        int from = 0;
        for (int i = 0; i <= upper.size(); i++) {
            boolean gap = i == upper.size()
                    || upper.get(i).y() == null
                    || lower.get(i).y() == null;
            if (gap) {
                piece(data, upper, lower, from, i);
                from = i + 1;
            }
        }
        return data.toString();
    }

    private static void piece(StringBuilder data, List<Point> upper, List<Point> lower, int from, int to) {
        if (to - from < 2) {
            return;
        }
        for (int i = from; i < to; i++) {
            data.append(i == from ? 'M' : 'L').append(at(upper.get(i)));
        }
        for (int i = to - 1; i >= from; i--) {
            data.append('L').append(at(lower.get(i)));
        }
        data.append('Z');
    }

    private static String at(Point point) {
        return Svg.n(point.x()) + " " + Svg.n(point.y());
    }
}
