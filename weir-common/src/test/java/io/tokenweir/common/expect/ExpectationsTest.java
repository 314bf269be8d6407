package io.tokenweir.common.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.ScenarioException;
import io.tokenweir.common.scenario.ScenarioReader;

class ExpectationsTest {
    private static Expectations read(String expect) {
        return Expectations.of(ScenarioReader.parse("edge.yaml", """
                        name: edge
                        target: {model: m}
                        scenarios:
                          users: {executor: constant-vus, vus: 1, duration: 1s, maxTokens: 8}
                        """ + expect)).orElse(null);
    }

    @Test
    void readsEveryExpectation() {
        Expectations all = read("""
                expect: {at: 1.5 x onset, path: fallback, within: 5s, share: ">= 0.95", userTtft: "p(99)<3000",
                         earlyRetries: 0, amplification: "<= 1.2", hangs: 0, fanOut: "< 3", peakConcurrency: 40}
                """);

        assertThat(all.at()).isEqualTo(new LoadAt("1.5 x onset", null, 1.5));
        assertThat(all.at().needsOnset()).isTrue();
        assertThat(all.paths()).containsExactly("fallback");
        assertThat(all.within()).isEqualTo(Duration.ofSeconds(5));
        assertThat(all.share().holds(0.95)).isTrue();
        assertThat(all.share().holds(0.949)).isFalse();
        assertThat(all.userTtft().holds(2_999)).isTrue();
        assertThat(all.userTtft().aggregation().quantile()).isEqualTo(0.99);
        assertThat(all.earlyRetries().holds(0)).isTrue();
        assertThat(all.earlyRetries().holds(1)).isFalse();
        assertThat(all.amplification().holds(1.2)).isTrue();
        assertThat(all.fanOut().holds(3)).isFalse();
        assertThat(all.peakConcurrency().holds(40)).isTrue();
        assertThat(all.hangs().holds(0)).isTrue();
    }

    @Test
    void takesSharesInPercentSeveralPathsAndLoadsInNumbers() {
        Expectations all = read("expect: {at: 90 requests/min, path: [shed, fail-fast], share: 99%}");

        assertThat(all.share().bound()).isEqualTo(0.99);
        assertThat(all.paths()).containsExactly("shed", "fail-fast");
        assertThat(all.at()).isEqualTo(new LoadAt("90 requests/min", LoadAt.Axis.REQUESTS, 90));
    }

    @Test
    void isEmptyWhereNothingIsExpected() {
        assertThat(read("")).isNull();
    }

    @Test
    void saysWhatIsWrongAndHowToMendIt() {
        refused("{path: falback}", "In 'expect' of edge, there is no path 'falback'; did you mean 'fallback'?");
        refused("{share: 0.9}", "are of a 'path', so name one");
        refused("{path: shed, share: 2}", "'share: 2' is not understood; write for instance share: \">= 0.95\"");
        refused("{path: shed, share: '< 0.5'}", "must be a bound from below");
        refused("{hangs: '> 3'}", "must be a bound from above");
        refused("{hangs: few}", "'hangs: few' is not understood");
        refused("{userTtft: 'p(99)>3'}", "must bound a percentile from above");
        refused("{userTtft: 'rate<3'}", "'userTtft: rate<3' is not understood");
        refused("{at: 1.5 onset, hangs: 0}", "'at: 1.5 onset' is no load; write for instance 1.5 x onset");
        refused("{at: 2 x onset}", "nothing is expected");
        refused("{path: shed, within: 0s}", "'within' must be above 0");
        assertThatThrownBy(() -> read("expect: {pth: shed}"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("unknown key 'pth'")
                .hasMessageContaining("did you mean 'path'?");
    }

    private static void refused(String expect, String sentence) {
        assertThatThrownBy(() -> read("expect: " + expect)).hasMessageContaining(sentence);
    }
}
