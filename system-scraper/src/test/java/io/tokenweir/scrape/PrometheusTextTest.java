package io.tokenweir.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusTextTest {
    @Test
    void readsASampleWithLabelsAndATimeStamp() {
        assertThat(read("http_requests_total{method=\"post\",code=\"200\"} 1027 1395066363000")
                        .wanted())
                .containsExactly(new Sample("http_requests_total", Map.of("method", "post", "code", "200"), 1027));
    }

    @Test
    void readsAnEscapedLabelValue() {
        assertThat(read("m{path=\"C:\\\\DIR\\\\a \\\"b\\\"\\n\",} 1.5e-3").wanted())
                .containsExactly(new Sample("m", Map.of("path", "C:\\DIR\\a \"b\"\n"), 0.0015));
    }

    @Test
    void blanksAreAllowedBetweenAllParts() {
        assertThat(read("  m \t{ a = \"1\" , b=\"2\" }\t 7  \r").wanted())
                .containsExactly(new Sample("m", Map.of("a", "1", "b", "2"), 7));
    }

    @Test
    void commentsAndEmptyLinesAreNoSamples() {
        PrometheusText.Content content = read("# HELP m What it is.\n# TYPE m gauge\n\n   \nm 1\n# EOF\n");
        assertThat(content.samples()).isEqualTo(1);
        assertThat(content.badLines()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "+1.5, 1.5",
        "-2E3, -2000",
        ".5, 0.5",
        "0x1p-2, 0.25",
        "NaN, NaN",
        "+Inf, Infinity",
        "-inf, -Infinity"
    })
    void takesTheNumbersThatTheFormatHas(String text, double value) {
        assertThat(read("m " + text).wanted()).containsExactly(new Sample("m", Map.of(), value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "m | the value of 'm' is missing",
                "m 1f | the value '1f' is no number",
                "m 1_000 | the value '1_000' is no number",
                "m 1e999 | the value '1e999' is no number",
                "9m 1 | '9m 1' is no name of a metric",
                "m{a=\"1\" 2 | after label 'a' comes '2' instead of ',' or '}'",
                "m{a=\"1} 2 | the value of label 'a' has no closing quote",
                "m{a=\"1\", | the labels have no closing '}'",
                "m{a=1} 2 | after label 'a' and its '=' comes '1} 2' instead of '\"'",
                "m{a:b=\"1\"} 2 | after label 'a' comes ':b=\"1\"} 2' instead of '='",
                "m{a=\"\\t\"} 2 | in label 'a' \\t is no escape",
                "m{a=\"1\",a=\"2\"} 2 | label 'a' comes twice",
                "m 1 2.5 | the time stamp '2.5' is no whole number of milliseconds",
                "m 1 2 3 | after value and time stamp comes '3'",
                "<html> | '<html>' is no name of a metric"
            })
    void saysOfALineWhatIsWrongWithIt(String line, String sentence) {
        PrometheusText.Content content = read("good 1\n" + line + "\ngood 2");
        assertThat(content.firstBad()).isEqualTo("line 2: " + sentence);
        assertThat(content.badLines()).isEqualTo(1);
        assertThat(content.samples()).isEqualTo(2);
    }

    @Test
    void keepsOnlyWhatIsWantedAndCountsEverything() {
        PrometheusText.Content content = PrometheusText.read("a 1\nb 2\nc 3", "b"::equals);
        assertThat(content.wanted()).extracting(Sample::name).containsExactly("b");
        assertThat(content.samples()).isEqualTo(3);
    }

    private static PrometheusText.Content read(String text) {
        return PrometheusText.read(text, name -> true);
    }
}
