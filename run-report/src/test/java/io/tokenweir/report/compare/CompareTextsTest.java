package io.tokenweir.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** One comparison as a table, as JSON and as CSV. */
class CompareTextsTest {
    private final RunComparison comparison = RunComparison.of(
            List.of(SummaryJson.run("a.json")),
            List.of(new SummaryJson()
                    .ttft(220, 4)
                    .withoutUpperBoundOfP99()
                    .answered(0.9)
                    .model("other, new")
                    .read("b.json")),
            false,
            Selection.of(List.of()));

    @Test
    void theTableHasBothFiguresTheirDifferenceAndWhatItShows() {
        assertThat(CompareTable.render(comparison))
                .startsWith("A: a.json\nB: b.json\n")
                .containsPattern("(?m)^ttft.p50 +200.000 +220.000 +\\+20.000 +\\+1\\d.\\d+ to \\+2\\d.\\d+ .* slower$")
                .containsPattern("(?m)^answeredShare +100.00 % +90.00 % +-10.00 % .* worse$")
                .contains("ttft.p99 ")
                .contains(" to open ")
                .contains("Note: They differ in model: A m, B other, new.");
    }

    @Test
    void theMainFiguresAreMediansAndNinetiethAndNinetyNinthPercentiles() {
        assertThat(comparison.rows().stream().map(Row::name))
                .containsExactly("ttft.p50", "ttft.p90", "ttft.p99", "answeredShare", "tokensPerCpuSecond");
    }

    @Test
    void theJsonHasTheNumbersWithAllTheirDigits() throws IOException {
        JsonNode row = new ObjectMapper()
                .readTree(CompareJson.render(comparison))
                .path("rows")
                .path(0);

        assertThat(row.path("name").asText()).isEqualTo("ttft.p50");
        assertThat(row.path("finding").asText()).isEqualTo("MORE");
        assertThat(row.path("low").asDouble())
                .isEqualTo(comparison.rows().get(0).low());
    }

    @Test
    void theCsvHasAHeadAndAsManyFieldsInEachRow() {
        List<String> lines = CompareCsv.render(comparison).lines().toList();

        assertThat(lines).hasSize(6);
        assertThat(lines.get(1)).startsWith("ttft.p50,200.0,220.0,20.0,").contains(",MORE,slower,,");
        assertThat(lines.get(5)).contains("NO_INTERVAL").contains(",one run does not show");
    }

    @Test
    void theCsvQuotesAReasonWithACommaInIt() {
        RunComparison invalid = RunComparison.of(
                List.of(SummaryJson.run("a.json")),
                List.of(new SummaryJson().invalid().read("b.json")),
                false,
                "ttft.p50"::equals);

        assertThat(CompareCsv.render(invalid)).contains(",\"B invalid: lag, and pauses\",");
    }
}
