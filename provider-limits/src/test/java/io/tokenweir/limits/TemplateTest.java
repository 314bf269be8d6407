package io.tokenweir.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.250Z");

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "999, 999ms",
        "1000, 1s",
        "3114, 3.114s",
        "20000, 20s",
        "360000, 6m0s",
        "432000, 7m12s",
        "86400, 1m26.4s",
        "1728000, 28m48s",
        "3600000, 1h0m0s"
    })
    void printsDurationsAsGoDoes(long millis, String text) {
        assertThat(GoDuration.floor(millis * 1_000_000)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "go, 6600000, 6ms",
        "go-up, 643400000, 644ms",
        "seconds, 644000000, 1",
        "seconds, 0, 0",
        "millis, 643400000, 644",
        "proto, 25100000000, 26s",
        "words, 41000000000, 41 seconds",
        "words, 1293000000000, 21 minutes and 33 seconds",
        "words, 1800000000000, 30 minutes",
        "words, 7260000000000, 2 hours and 1 minutes",
        "words, 0, 0 seconds",
        "clock, 59500000000, 00:01:00",
        "clock, 90061000000000, 1.01:01:01",
        "date, 43200000000000, 2026-12-01",
        "rfc3339, 500000000, 2026-11-30T12:00:01Z",
        "rfc3339, 800000000, 2026-11-30T12:00:02Z",
        "utc, 750000000, 2026-11-30 12:00:01 UTC",
        "epoch, 750000000, 1796040001",
        "epoch-millis, 1, 1796040000251",
        "thousands, 29499, 29000",
        "thousands, 29500, 30000",
        "usd, 12345678, 12.35",
        "number, 7, 7"
    })
    void writesAValueInEachForm(String form, long value, String text) {
        assertThat(Template.parse("{x|" + form + "}").fill(name -> value, NOW)).contains(text);
    }

    @Test
    void isAbsentWhenAValueIs() {
        Template template = Template.parse("Limit {limit}, Used {used}.");

        assertThat(template.fill(Map.<String, Object>of("limit", 3L, "used", 2L)::get, NOW))
                .contains("Limit 3, Used 2.");
        assertThat(template.fill(Map.<String, Object>of("limit", 3L)::get, NOW)).isEmpty();
    }

    @Test
    void isANumberOnlyWhenItIsNothingElse() {
        assertThat(Template.parse("{x|number}").isNumber()).isTrue();
        assertThat(Template.parse("{x}").isNumber()).isFalse();
        assertThat(Template.parse("about {x|number}").isNumber()).isFalse();
    }

    @Test
    void saysWhichFormsThereAreWhenOneIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parse("{wait|hours}"))
                .withMessageStartingWith("There is no form 'hours'; the forms are number, thousands, usd, go, go-up");
    }
}
