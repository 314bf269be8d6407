import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The little arithmetic that the rows need. */
final class Statistics {
    private Statistics() {}

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Nearest rank, as both clients have it. */
    static double quantile(double[] sorted, double q) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * q) - 1)];
    }

    static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", value));
    }

    static double median(List<Double> values, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(median(values) * scale) / scale;
    }

    /** Smallest and largest: of five values they hold the median of all with 94 % certainty. */
    static String range(List<Double> values) {
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        return String.format(
                Locale.ROOT,
                "%.3f to %.3f",
                Arrays.stream(all).min().orElse(0),
                Arrays.stream(all).max().orElse(0));
    }
}
