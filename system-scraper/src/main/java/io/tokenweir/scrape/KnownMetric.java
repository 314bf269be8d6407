package io.tokenweir.scrape;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gauges that are understood, by figure: names as their exporters give them, in the order in which they are tried, and
 * what a value of 1 means in the unit of the figure. docs/system.md has the same table.
 */
enum KnownMetric {
    MEMORY_TOTAL_BYTES(Kind.SUM, of("node_memory_MemTotal_bytes", 1)),
    MEMORY_AVAILABLE_BYTES(Kind.SUM, of("node_memory_MemAvailable_bytes", 1)),
    PROCESS_MEMORY_BYTES(Kind.SUM, of("process_resident_memory_bytes", 1)),
    GPU_UTILISATION_PPM(
            Kind.MEAN,
            of("DCGM_FI_DEV_GPU_UTIL", Scale.PPM_PER_PERCENT),
            of("nvidia_smi_utilization_gpu_ratio", Scale.PPM),
            of("nv_gpu_utilization", Scale.PPM)),
    GPU_MEMORY_USED_BYTES(
            Kind.SUM,
            of("DCGM_FI_DEV_FB_USED", Scale.MIB),
            of("nvidia_smi_memory_used_bytes", 1),
            of("nv_gpu_memory_used_bytes", 1)),
    GPU_MEMORY_FREE_BYTES(Kind.SUM, of("DCGM_FI_DEV_FB_FREE", Scale.MIB)),
    GPU_MEMORY_TOTAL_BYTES(Kind.SUM, of("nvidia_smi_memory_total_bytes", 1), of("nv_gpu_memory_total_bytes", 1)),
    POWER_MILLIWATTS(
            Kind.SUM,
            of("DCGM_FI_DEV_POWER_USAGE", Scale.MILLI),
            of("nvidia_smi_power_draw_watts", Scale.MILLI),
            of("nv_gpu_power_usage", Scale.MILLI)),
    KV_CACHE_UTILISATION_PPM(
            Kind.MEAN,
            of("vllm:kv_cache_usage_perc", Scale.PPM),
            of("vllm:gpu_cache_usage_perc", Scale.PPM),
            of("sglang:token_usage", Scale.PPM)),
    REQUESTS_RUNNING(
            Kind.SUM,
            of("vllm:num_requests_running", 1),
            of("sglang:num_running_reqs", 1),
            of("tgi_batch_current_size", 1)),
    REQUESTS_WAITING(
            Kind.SUM, of("vllm:num_requests_waiting", 1), of("sglang:num_queue_reqs", 1), of("tgi_queue_size", 1));

    /** How the series of one metric become one figure. */
    enum Kind {
        SUM(1e15),
        /** Of shares, which are at most 1. */
        MEAN(1e6);

        private final double most;

        Kind(double most) {
            this.most = most;
        }
    }

    /** @param factor what a value of 1 means in the unit of the figure */
    record Source(String name, double factor) {}

    private static final class Scale {
        static final double PPM = 1e6;
        static final double PPM_PER_PERCENT = 1e4;
        static final double MILLI = 1e3;
        static final double MIB = 1024 * 1024;
    }

    private final Kind kind;
    private final List<Source> sources;

    KnownMetric(Kind kind, Source... sources) {
        this.kind = kind;
        this.sources = List.of(sources);
    }

    private static Source of(String name, double factor) {
        return new Source(name, factor);
    }

    /** Every name that is looked for. */
    static Set<String> names() {
        return Arrays.stream(values())
                .flatMap(metric -> metric.sources.stream())
                .map(Source::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The figure, in its unit; null when the samples have none of its names, or no sound value of them. */
    Long of(List<Sample> samples) {
        for (Source source : sources) {
            double[] values = samples.stream()
                    .filter(sample -> sample.name().equals(source.name()))
                    .mapToDouble(Sample::value)
                    .filter(value -> value >= 0)
                    .toArray();
            if (values.length > 0) {
                double sum = Arrays.stream(values).sum() * source.factor();
                double figure = kind == Kind.MEAN ? sum / values.length : sum;
                return figure <= kind.most ? (Long) Math.round(figure) : null;
            }
        }
        return null;
    }
}
