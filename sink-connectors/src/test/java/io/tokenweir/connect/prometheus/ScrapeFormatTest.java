package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeFormatTest {
    private static final String PROTOBUF =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    @Test
    void givesPrometheusWithNativeHistogramsWhatItWantsMost() {
        assertThat(ScrapeFormat.forAccept(PROTOBUF + ",application/openmetrics-text;version=1.0.0;q=0.8,"
                        + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"))
                .isEqualTo(ScrapeFormat.PROTOBUF);
    }

    @Test
    void givesPrometheusWithoutThemOpenMetrics() {
        assertThat(ScrapeFormat.forAccept("application/openmetrics-text;version=1.0.0,"
                        + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"))
                .isEqualTo(ScrapeFormat.OPEN_METRICS);
    }

    @Test
    void understandsPrometheus3() {
        assertThat(ScrapeFormat.forAccept("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + PROTOBUF + ";q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,*/*;q=0.2"))
                .isEqualTo(ScrapeFormat.OPEN_METRICS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                      | TEXT",
                "*/*                                                     | TEXT",
                "text/html,application/xhtml+xml,*/*;q=0.8               | TEXT",
                "image/png                                               | TEXT",
                "text/plain;q=0.2,application/openmetrics-text;q=0.3     | OPEN_METRICS",
                "text/plain;q=0.3,application/openmetrics-text;q=0.2     | TEXT",
                "Application/OpenMetrics-Text; Version=\"1.0.0\" ; Q=0.9 | OPEN_METRICS",
                "application/openmetrics-text;version=0.0.1              | TEXT",
                "application/openmetrics-text;q=0                        | TEXT",
                "application/openmetrics-text;q=a lot                    | TEXT",
                "application/vnd.google.protobuf;encoding=text           | TEXT",
                "application/vnd.google.protobuf;proto=other.Message     | TEXT",
            })
    void goesByWeightAndByWhatItHas(String accept, ScrapeFormat format) {
        assertThat(ScrapeFormat.forAccept(accept)).isEqualTo(format);
    }
}
