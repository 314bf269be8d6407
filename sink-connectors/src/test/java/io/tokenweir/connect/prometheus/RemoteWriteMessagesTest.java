package io.tokenweir.connect.prometheus;

import static io.tokenweir.connect.prometheus.RemoteWriteMessages.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.protobuf.DynamicMessage;
import org.junit.jupiter.api.Test;

import io.tokenweir.connect.prometheus.TimedSamples.Placed;

/** Both messages, as a reader finds them that shares nothing with our code. */
class RemoteWriteMessagesTest {
    private static final long TIME = 1_700_000_000_123L;
    private static final long CREATED = 1_699_999_999_000L;
    private static final Labels LABELS = Labels.NONE.with("run_id", "r1").with("model", "mö\"del");
    private static final Buckets BUCKETS =
            new Buckets(6, new int[] {-130, -129, -64, 5}, new long[] {3, 1, 7, 2}, 4, 17, 2_500_000_000L);
    private static final Exemplar EXEMPLAR =
            new Exemplar(Labels.NONE.with("request_id", "r1.i.7").with("trace_id", "ab12"), 1.05, TIME - 5);
    private static final SeriesId COST = new SeriesId("weir_cost_total", Family.COST, LABELS);
    private static final SeriesId TTFT = new SeriesId("weir_ttft_seconds", Family.TTFT, LABELS);
    private static final SeriesId IN_FLIGHT = new SeriesId("weir_in_flight", Family.IN_FLIGHT, LABELS);

    private static List<Placed> placed(Sample... samples) {
        TimedSamples row = new TimedSamples(null, TIME, CREATED, List.of(samples));
        return row.samples().stream().map(sample -> new Placed(row, sample)).toList();
    }

    private static final List<Placed> SAMPLES =
            placed(Sample.of(COST, 0.1, null), Sample.of(TTFT, BUCKETS, EXEMPLAR), Sample.of(IN_FLIGHT, 17, null));

    private static List<DynamicMessage> one(List<Placed> samples) {
        return get(
                RemoteWriteMessages.read(RemoteWriteMessages.ONE, WriteRequest.encode(samples, Map.of())),
                "timeseries");
    }

    private static DynamicMessage two(List<Placed> samples) {
        return RemoteWriteMessages.read(RemoteWriteMessages.TWO, SymbolRequest.encode(samples));
    }

    private static List<String> texts(DynamicMessage request, DynamicMessage holder) {
        List<String> symbols = get(request, "symbols");
        List<Integer> refs = get(holder, "labels_refs");
        return refs.stream().map(symbols::get).toList();
    }

    private static DynamicMessage first(DynamicMessage message, String field) {
        List<DynamicMessage> values = get(message, field);
        assertThat(values).hasSize(1);
        return values.get(0);
    }

    @Test
    void twoHasEachTextOnceBehindTheEmptyOne() {
        List<String> symbols = get(two(SAMPLES), "symbols");

        assertThat(symbols).doesNotHaveDuplicates().startsWith("").contains("mö\"del", "r1.i.7");
    }

    @Test
    void twoHasLabelsValuesAndWhenCountersBegan() {
        DynamicMessage request = two(SAMPLES);
        List<DynamicMessage> series = get(request, "timeseries");

        assertThat(series).hasSize(3);
        assertThat(texts(request, series.get(0)))
                .containsExactly("__name__", "weir_cost_total", "model", "mö\"del", "run_id", "r1");
        DynamicMessage counter = first(series.get(0), "samples");
        assertThat(RemoteWriteMessages.<Double>get(counter, "value")).isEqualTo(0.1);
        assertThat(RemoteWriteMessages.<Long>get(counter, "timestamp")).isEqualTo(TIME);
        assertThat(RemoteWriteMessages.<Long>get(counter, "start_timestamp")).isEqualTo(CREATED);
        DynamicMessage gauge = first(series.get(2), "samples");
        assertThat(RemoteWriteMessages.<Long>get(gauge, "start_timestamp")).isZero();
    }

    @Test
    void twoHasTypeHelpAndUnitWithEachSeries() {
        DynamicMessage request = two(SAMPLES);
        List<String> symbols = get(request, "symbols");
        List<DynamicMessage> series = get(request, "timeseries");
        DynamicMessage metadata = get(series.get(1), "metadata");

        assertThat(RemoteWriteMessages.<Integer>get(metadata, "type")).isEqualTo(3);
        assertThat(symbols.get(RemoteWriteMessages.<Integer>get(metadata, "help_ref")))
                .isEqualTo(Family.TTFT.help());
        assertThat(symbols.get(RemoteWriteMessages.<Integer>get(metadata, "unit_ref")))
                .isEqualTo("seconds");
    }

    @Test
    void bothHaveOurBucketsUnchanged() {
        List<DynamicMessage> seriesOfTwo = get(two(SAMPLES), "timeseries");
        for (DynamicMessage series : List.of(one(SAMPLES).get(1), seriesOfTwo.get(1))) {
            DynamicMessage histogram = first(series, "histograms");
            List<Long> counts = new ArrayList<>();
            List<Integer> indices = new ArrayList<>();
            List<DynamicMessage> spans = get(histogram, "positive_spans");
            List<Long> deltas = get(histogram, "positive_deltas");
            int index = 0;
            long count = 0;
            for (DynamicMessage span : spans) {
                index += RemoteWriteMessages.<Integer>get(span, "offset");
                for (int i = 0; i < RemoteWriteMessages.<Integer>get(span, "length"); i++) {
                    indices.add(index++);
                    count += deltas.get(counts.size());
                    counts.add(count);
                }
            }
            assertThat(indices).containsExactly(-130, -129, -64, 5);
            assertThat(counts).containsExactly(3L, 1L, 7L, 2L);
            assertThat(RemoteWriteMessages.<Long>get(histogram, "count_int")).isEqualTo(17);
            assertThat(RemoteWriteMessages.<Long>get(histogram, "zero_count_int"))
                    .isEqualTo(4);
            assertThat(RemoteWriteMessages.<Double>get(histogram, "sum")).isEqualTo(2.5);
            assertThat(RemoteWriteMessages.<Integer>get(histogram, "schema")).isEqualTo(6);
        }
    }

    @Test
    void bothHaveTheExemplarWithItsRequestId() {
        DynamicMessage request = two(SAMPLES);
        List<DynamicMessage> series = get(request, "timeseries");
        DynamicMessage ofTwo = first(series.get(1), "exemplars");
        DynamicMessage ofOne = first(one(SAMPLES).get(1), "exemplars");

        assertThat(texts(request, ofTwo)).containsExactly("request_id", "r1.i.7", "trace_id", "ab12");
        List<DynamicMessage> labels = get(ofOne, "labels");
        assertThat(labels).extracting(label -> get(label, "value").toString()).containsExactly("r1.i.7", "ab12");
        for (DynamicMessage exemplar : List.of(ofOne, ofTwo)) {
            assertThat(RemoteWriteMessages.<Double>get(exemplar, "value")).isEqualTo(1.05);
            assertThat(RemoteWriteMessages.<Long>get(exemplar, "timestamp")).isEqualTo(TIME - 5);
        }
    }

    @Test
    void oneDescribesMetricsInAPartOfItsOwn() {
        DynamicMessage request = RemoteWriteMessages.read(
                RemoteWriteMessages.ONE, WriteRequest.encode(SAMPLES, Map.of("weir_ttft_seconds", Family.TTFT)));
        DynamicMessage metadata = first(request, "metadata");

        assertThat(RemoteWriteMessages.<String>get(metadata, "metric_family_name"))
                .isEqualTo("weir_ttft_seconds");
        assertThat(RemoteWriteMessages.<String>get(metadata, "unit")).isEqualTo("seconds");
        assertThat(RemoteWriteMessages.<Integer>get(metadata, "type")).isEqualTo(3);
    }

    @Test
    void bothEndASeriesWithTheOneNanThatMeansIt() {
        List<Placed> ends = placed(Sample.endOf(COST, false), Sample.endOf(TTFT, true));
        List<DynamicMessage> seriesOfTwo = get(two(ends), "timeseries");
        for (List<DynamicMessage> series : List.of(one(ends), seriesOfTwo)) {
            Double value = get(first(series.get(0), "samples"), "value");
            Double sum = get(first(series.get(1), "histograms"), "sum");
            assertThat(Double.doubleToRawLongBits(value)).isEqualTo(0x7ff0000000000002L);
            assertThat(Double.doubleToRawLongBits(sum)).isEqualTo(0x7ff0000000000002L);
        }
    }

    @Test
    void noOtherNanMeansIt() {
        Sample nan = Sample.of(IN_FLIGHT, Double.longBitsToDouble(0x7ff0000000000002L), null);
        Double value = get(first(one(placed(nan)).get(0), "samples"), "value");

        assertThat(value).isNaN();
        assertThat(Double.doubleToRawLongBits(value)).isNotEqualTo(0x7ff0000000000002L);
    }
}
