package io.tokenweir.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.SystemSpec;
import io.tokenweir.events.SystemReading;

class SystemFiguresTest {
    private static final long SECOND = 1_000_000_000L;

    private final SystemFigures figures = new SystemFigures(source(0, null, Map.of()));

    @Test
    void theCpuShareIsWhatWasNotIdleBetweenTwoAnswers() {
        reading(figures, cpu(100, 50, 10), 0);
        SystemReading second = reading(figures, cpu(101.5, 50.25, 10.25), SECOND);
        assertThat(second.getCpuUtilisationPpm()).isEqualTo(250_000);
    }

    @Test
    void theFirstAnswerHasNoShare() {
        assertThat(reading(figures, cpu(100, 50, 10), 0).getCpuUtilisationPpm()).isNull();
    }

    @Test
    void aCounterThatFellGivesNoShareAndTheNextOneDoes() {
        reading(figures, cpu(100, 50, 10), 0);
        assertThat(reading(figures, cpu(1, 0, 1), SECOND).getCpuUtilisationPpm())
                .isNull();
        assertThat(reading(figures, cpu(1.5, 0, 1.5), 2 * SECOND).getCpuUtilisationPpm())
                .isEqualTo(500_000);
    }

    @Test
    void theCpuTimeOfAProcessIsByTheTimeThatPassed() {
        reading(figures, "process_cpu_seconds_total 7", 0);
        SystemReading second = reading(figures, "process_cpu_seconds_total 10", 2 * SECOND);
        assertThat(second.getProcessCpuPpm()).isEqualTo(1_500_000);
    }

    @Test
    void memoryInUseIsTotalMinusAvailable() {
        SystemReading reading =
                reading(figures, "node_memory_MemTotal_bytes 8e9\nnode_memory_MemAvailable_bytes 6e9", 0);
        assertThat(reading.getMemoryUsedBytes()).isEqualTo(2_000_000_000L);
        assertThat(reading.getMemoryTotalBytes()).isEqualTo(8_000_000_000L);
    }

    @Test
    void dcgmsUnitsBecomeOurs() {
        SystemReading reading = reading(figures, """
                DCGM_FI_DEV_GPU_UTIL{gpu="0"} 70
                DCGM_FI_DEV_GPU_UTIL{gpu="1"} 81
                DCGM_FI_DEV_FB_USED{gpu="0"} 1024
                DCGM_FI_DEV_FB_USED{gpu="1"} 1024
                DCGM_FI_DEV_FB_FREE{gpu="0"} 2048
                DCGM_FI_DEV_FB_FREE{gpu="1"} 2048
                DCGM_FI_DEV_POWER_USAGE{gpu="0"} 250.5
                DCGM_FI_DEV_POWER_USAGE{gpu="1"} 249.5
                """, 0);
        assertThat(reading.getGpuUtilisationPpm()).isEqualTo(755_000);
        assertThat(reading.getGpuMemoryUsedBytes()).isEqualTo(2L << 30);
        assertThat(reading.getGpuMemoryTotalBytes()).isEqualTo(6L << 30);
        assertThat(reading.getPowerMilliwatts()).isEqualTo(500_000);
    }

    @Test
    void enginesAreAddedUpAndTheirCachesAveraged() {
        SystemReading reading = reading(figures, """
                vllm:num_requests_running{engine="0"} 12.0
                vllm:num_requests_running{engine="1"} 8.0
                vllm:num_requests_waiting{engine="0"} 3.0
                vllm:kv_cache_usage_perc{engine="0"} 0.5
                vllm:kv_cache_usage_perc{engine="1"} 0.25
                """, 0);
        assertThat(reading.getRequestsRunning()).isEqualTo(20);
        assertThat(reading.getRequestsWaiting()).isEqualTo(3);
        assertThat(reading.getKvCacheUtilisationPpm()).isEqualTo(375_000);
    }

    @Test
    void aFigureThatIsNoNumberOrNegativeIsNotThere() {
        SystemReading reading = reading(figures, "vllm:num_requests_running NaN\nvllm:num_requests_waiting -1", 0);
        assertThat(reading.getRequestsRunning()).isNull();
        assertThat(reading.getRequestsWaiting()).isNull();
    }

    @Test
    void aShareAboveOneIsNotThere() {
        assertThat(reading(figures, "vllm:kv_cache_usage_perc 1.5", 0).getKvCacheUtilisationPpm())
                .isNull();
    }

    @Test
    void labelsChooseAmongTheSeriesOfAnAnswer() {
        SystemFigures one = new SystemFigures(source(1, null, Map.of("gpu", "1")));
        SystemReading reading =
                reading(one, "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\"} 10\nDCGM_FI_DEV_GPU_UTIL{gpu=\"1\"} 90", 0);
        assertThat(reading.getGpuUtilisationPpm()).isEqualTo(900_000);
    }

    @Test
    void aSecondOfTheAcceleratorsHasItsPrice() {
        SystemFigures priced = new SystemFigures(source(8, new BigDecimal("2.50"), Map.of()));
        SystemReading reading = reading(priced, "DCGM_FI_DEV_GPU_UTIL 50", 0);
        assertThat(reading.getAccelerators()).isEqualTo(8);
        assertThat(reading.getAcceleratorCostPico()).isEqualTo(5_555_555_556L);
    }

    private static String cpu(double idle, double user, double system) {
        return "node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"} " + idle
                + "\nnode_cpu_seconds_total{cpu=\"0\",mode=\"user\"} " + user
                + "\nnode_cpu_seconds_total{cpu=\"0\",mode=\"system\"} " + system;
    }

    private static SystemSpec source(int accelerators, BigDecimal price, Map<String, String> labels) {
        return new SystemSpec("source", "http://127.0.0.1:9100/metrics", accelerators, price, labels);
    }

    private static SystemReading reading(SystemFigures figures, String text, long nowNanos) {
        return figures.reading(PrometheusText.read(text, SystemFigures::isKnown), 1, nowNanos);
    }
}
