package io.tokenweir.common.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Locale;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ttft:p(99)<800      | TTFT     | QUANTILE   | LESS     | 800",
                "ttft: p(99) < 800ms | TTFT     | QUANTILE   | LESS     | 800",
                "endToEnd:med<=2s    | END_TO_END | QUANTILE | AT_MOST  | 2000",
                "tpot:avg<1500us     | TPOT     | AVG        | LESS     | 1.5",
                "ttft_intended:max<1m30s | TTFT_INTENDED | MAX | LESS  | 90000",
                "connect:min>0.1     | CONNECT  | MIN        | GREATER  | 0.1",
                "interToken:count>=3 | INTER_TOKEN | COUNT   | AT_LEAST | 3",
                "failed:rate<1%      | FAILED   | SHARE      | LESS     | 0.01",
                "answered:rate>0.95  | ANSWERED | SHARE      | GREATER  | 0.95",
                "good:perSecond>5    | GOOD     | PER_SECOND | GREATER  | 5",
                "achieved:rate>=9/s  | ACHIEVED | PER_SECOND | AT_LEAST | 9",
                "http_req_failed:rate<0.1 | FAILED_ATTEMPTS | SHARE | LESS | 0.1",
                "http_reqs:count===4 | ATTEMPTS | COUNT      | EQUAL    | 4",
                "cost:value<2.5      | COST     | VALUE      | LESS     | 2.5",
                "dropped:count!=0    | DROPPED  | COUNT      | DIFFERENT | 0",
            })
    void readsWhatK6Writes(
            String text, ThresholdMetric metric, Aggregation.Of of, Comparison comparison, double bound) {
        Threshold threshold = ThresholdParser.parse(text);

        assertThat(threshold.metric()).isEqualTo(metric);
        assertThat(threshold.aggregation().of()).isEqualTo(of);
        assertThat(threshold.comparison()).isEqualTo(comparison);
        assertThat(threshold.bound()).isEqualTo(bound);
    }

    @Test
    void selectsAScenarioAndAStage() {
        assertThat(ThresholdParser.parse("ttft{scenario:chat, stage:'steady'}:med<300")
                        .selection())
                .hasToString("{scenario=chat, stage=steady}");
    }

    @Test
    void countsOneOutcomeAClassOrAStatusOnly() {
        assertThat(ThresholdParser.parse("requests{outcome:rate_limited}:count<1")
                        .classes())
                .containsEntry("outcome", "rate_limited");
        assertThat(ThresholdParser.parse("attempts{outcome:quota}:share<1%").classes())
                .containsEntry("outcome", "QUOTA");
        assertThat(ThresholdParser.parse("attempts{status:429}:rate<1").classes())
                .containsEntry("status", "429");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tftt:p(99)<1            | did you mean 'ttft'?",
                "http_req_duration:avg<1 | what comes nearest here is 'endToEnd'",
                "zzzzzzzzzz:avg<1        | known are ttft, ttftIntended",
                "ttft:below 800          | write for instance p(99)<800",
                "ttft:rate<0.1           | ttft has p(N) with N below 100, med, avg, min, max or count, not rate",
                "ttft:p(100)<1           | not p(100)",
                "failed:p(99)<1          | failed has rate (a share from 0 to 1), count or perSecond, not p(99)",
                "offered:share<1         | offered has count or rate (per second), not share",
                "failed:rate<5           | write 0.05 or 5%",
                "ttft:med<3parsecs       | is no duration",
                "failed:count<3ms        | 'ms' is no unit",
                "ttft                    | is no threshold; write for instance",
                "ttft{chat}:med<1        | write for instance {scenario:chat}",
                "ttft{outcome:OK}:med<1  | it can be told apart by scenario, stage",
                "herdIndex{scenario:a}:value<1 | it is of the whole run",
                "requests{outcome:QUOTE}:count<1 | did you mean 'QUOTA'?",
                "attempts{status:9}:count<1 | is no HTTP status",
                "attempts{status:429,outcome:OK}:count<1 | not by both at once",
            })
    void saysInOneSentenceWhatIsWrong(String text, String sentence) {
        assertThatThrownBy(() -> ThresholdParser.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void whatIsKnownOnlyAtTheEndCannotEndTheRun() {
        assertThatThrownBy(() -> ThresholdParser.parse("herdIndex", "value<3", true, Duration.ZERO))
                .hasMessageContaining("leave out abortOnFail");
    }

    @Property(tries = 200)
    void whatIsReadIsWrittenTheSameAgain(
            @ForAll ThresholdMetric metric,
            @ForAll Comparison comparison,
            @ForAll @IntRange(min = 1, max = 999) int thousandths) {
        String aggregation = switch (metric.kind()) {
            case LATENCY -> "p(" + thousandths / 10.0 + ")";
            case COUNT -> "count";
            case SHARE -> "rate";
            case VALUE -> "value";
        };
        String text = metric.text() + ": " + aggregation + comparison + thousandths / 1000.0;

        Threshold threshold = ThresholdParser.parse(text);

        assertThat(threshold.text()).isEqualTo(text);
        assertThat(ThresholdParser.parse(threshold.text())).isEqualTo(threshold);
    }

    @Property(tries = 200)
    void unitsAreButOtherWaysToWriteABound(@ForAll @DoubleRange(min = 0, max = 9_999) double bound) {
        String millis = String.format(Locale.ROOT, "%.3f", bound);
        double plain = ThresholdParser.parse("ttft:avg<" + millis).bound();

        assertThat(ThresholdParser.parse("ttft:avg<" + millis + "ms").bound()).isEqualTo(plain);
        assertThat(ThresholdParser.parse("ttft:avg<" + millis + "s").bound())
                .isCloseTo(plain * 1000, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefusedWithASentence(@ForAll @StringLength(max = 40) String text) {
        try {
            assertThat(ThresholdParser.parse(text).text()).isNotBlank();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception");
        }
    }
}
