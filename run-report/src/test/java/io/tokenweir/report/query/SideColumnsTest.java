package io.tokenweir.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SideColumnsTest {
    @ParameterizedTest
    @CsvSource({"METRICS, STEP", "METRICS, system", "RUN_RESULTS, PROVISIONING", "RUN_RESULTS, SYSTEM"})
    void everyColumnIsAFieldOfTheTopic(ResultTopic topic, String grouping) {
        assertThat(topic.columns(grouping))
                .hasSizeGreaterThan(8)
                .allSatisfy(column ->
                        assertThat(FieldPath.parse(column, topic.schema())).isNotNull());
    }

    @Test
    void rowsOfTheRequestsKeepTheirColumns() {
        assertThat(ResultTopic.METRICS.columns("MODEL")).isEqualTo(ResultTopic.METRICS.columns());
    }

    @ParameterizedTest
    @CsvSource({
        "window.system.cpuUtilisationPpm.mean, 755000, cpuUtilisation % mean, 75.5",
        "window.system.memoryUsedBytes.max, 3145728, memoryUsed MiB max, 3.0",
        "totals.system.powerMilliwatts.mean, 250500, power W mean, 250.5",
        "totals.system.requestsRunning.max, 12, requestsRunning max, 12",
        "totals.system.readings, 25, readings, 25"
    })
    void gaugesAreShownInUnitsThatPeopleRead(String path, long value, String heading, String cell) {
        FieldPath column = FieldPath.parse(path, path.startsWith("window") ? metrics() : results());
        assertThat(TableCell.heading(column)).isEqualTo(heading);
        assertThat(TableCell.of(column, value)).isEqualTo(cell);
    }

    private static Schema metrics() {
        return ResultTopic.METRICS.schema();
    }

    private static Schema results() {
        return ResultTopic.RUN_RESULTS.schema();
    }
}
