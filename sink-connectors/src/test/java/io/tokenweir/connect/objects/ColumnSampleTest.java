package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class ColumnSampleTest {
    private static final Schema INNER = SchemaBuilder.struct()
            .optional()
            .field("nanos", Schema.INT64_SCHEMA)
            .field("model", Schema.STRING_SCHEMA)
            .build();
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.STRING_SCHEMA)
            .field("attempt", INNER)
            .build();

    @Test
    void findsTheColumnsWhoseValuesHardlyRepeatInGroupsToo() {
        assertThat(withoutDictionary(10_000, i -> inner(1_000_000L + i * 37, "model-" + i % 4)))
                .containsExactlyInAnyOrder("_offset", "id", "attempt.nanos");
    }

    @Test
    void keepsTheDictionaryOfAColumnWithFewValues() {
        assertThat(withoutDictionary(10_000, i -> inner(i % 50, "model"))).containsExactlyInAnyOrder("_offset", "id");
    }

    @Test
    void decidesNothingByAHandfulOfValues() {
        assertThat(withoutDictionary(30, i -> inner(i, "model-" + i))).isEmpty();
        assertThat(withoutDictionary(10_000, i -> i % 1_000 == 0 ? inner(i, "model-" + i) : null))
                .containsExactlyInAnyOrder("_offset", "id");
    }

    @Test
    void takesNoNoteOfAnObjectWithoutRows() {
        assertThat(ColumnSample.withoutDictionary(RowLayout.of(null), List.of()))
                .isEmpty();
    }

    private static Struct inner(long nanos, String model) {
        return new Struct(INNER).put("nanos", nanos).put("model", model);
    }

    private static Set<String> withoutDictionary(int rows, IntFunction<Struct> attempt) {
        List<SinkRecord> records = IntStream.range(0, rows)
                .mapToObj(i -> new SinkRecord(
                        "topic",
                        0,
                        null,
                        null,
                        ROW,
                        new Struct(ROW).put("id", "request-" + i).put("attempt", attempt.apply(i)),
                        i))
                .toList();
        return ColumnSample.withoutDictionary(RowLayout.of(ROW), records);
    }
}
