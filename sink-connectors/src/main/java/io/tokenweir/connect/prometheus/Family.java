package io.tokenweir.connect.prometheus;

import java.util.List;
import java.util.Locale;

/** Every metric that the sink writes: its name, its type, and the sentence that explains it. */
enum Family {
    RUN_REQUESTS("weir_run_requests_total", Type.COUNTER, "Logical requests of the run that ended, by outcome."),
    RUN_ATTEMPTS("weir_run_attempts_total", Type.COUNTER, "Attempts of the run that ended, by outcome."),
    RUN_DECISIONS("weir_run_decisions_total", Type.COUNTER, "Reactions of the run's virtual users, by kind."),
    RUN_ARRIVALS("weir_run_arrivals_total", Type.COUNTER, "Generated deltas that arrived in the run, by kind."),
    RUN_INPUT_TOKENS(
            "weir_run_input_tokens_total", Type.COUNTER, "Input tokens of the run by the server's own usage figures."),
    RUN_OUTPUT_TOKENS(
            "weir_run_output_tokens_total",
            Type.COUNTER,
            "Output tokens of the run by the server's own usage figures."),
    RUN_COST("weir_run_cost_total", Type.COUNTER, "Cost of the run's attempts in the currency of its price book."),
    RUN_WASTED_COST(
            "weir_run_wasted_cost_total", Type.COUNTER, "Of the run's cost, what attempts took that did not end OK."),
    RUN_GOOD_REQUESTS(
            "weir_run_good_requests_total",
            Type.COUNTER,
            "Logical requests of the run that met all of its objectives."),
    RUN_OFFERED("weir_run_offered_total", Type.COUNTER, "Logical requests whose intended start has passed."),
    RUN_STARTED("weir_run_started_total", Type.COUNTER, "Logical requests whose first attempt was sent."),
    RUN_DROPPED("weir_run_dropped_total", Type.COUNTER, "Arrivals that found no free virtual user."),

    REQUESTS("weir_requests_total", Type.COUNTER, "Logical requests that ended, by outcome."),
    ATTEMPTS("weir_attempts_total", Type.COUNTER, "Attempts that ended, by outcome."),
    DECISIONS("weir_decisions_total", Type.COUNTER, "Reactions of the virtual users, by kind."),
    ARRIVALS("weir_arrivals_total", Type.COUNTER, "Generated deltas that arrived, by kind."),
    INPUT_TOKENS("weir_input_tokens_total", Type.COUNTER, "Input tokens by the server's own usage figures."),
    OUTPUT_TOKENS("weir_output_tokens_total", Type.COUNTER, "Output tokens by the server's own usage figures."),
    COST("weir_cost_total", Type.COUNTER, "Cost of attempts in the currency of the run's price book."),
    WASTED_COST("weir_wasted_cost_total", Type.COUNTER, "Of the cost, what attempts took that did not end OK."),
    GOOD_REQUESTS("weir_good_requests_total", Type.COUNTER, "Logical requests that met all objectives."),

    TTFT("weir_ttft_seconds", Type.HISTOGRAM, "Time to first token of an attempt, from its actual start."),
    TTFT_INTENDED(
            "weir_ttft_intended_seconds",
            Type.HISTOGRAM,
            "Time to first token from the intended start of the logical request, queue and retries included."),
    INTER_TOKEN("weir_inter_token_seconds", Type.HISTOGRAM, "Gap between two arrivals of one attempt."),
    TPOT(
            "weir_tpot_seconds",
            Type.HISTOGRAM,
            "Time per output token of an attempt: last minus first arrival, by output tokens minus one."),
    END_TO_END("weir_end_to_end_seconds", Type.HISTOGRAM, "Duration of an attempt, from its actual start."),

    WINDOW_TTFT("weir_window_ttft_seconds", Type.SUMMARY, "Time to first token in the newest window of the run."),
    WINDOW_TTFT_INTENDED(
            "weir_window_ttft_intended_seconds",
            Type.SUMMARY,
            "Time to first token in the newest window of the run, from the intended start."),
    WINDOW_INTER_TOKEN(
            "weir_window_inter_token_seconds", Type.SUMMARY, "Gap between arrivals in the newest window of the run."),
    WINDOW_TPOT("weir_window_tpot_seconds", Type.SUMMARY, "Time per output token in the newest window of the run."),
    WINDOW_END_TO_END(
            "weir_window_end_to_end_seconds", Type.SUMMARY, "Duration of attempts in the newest window of the run."),
    WINDOW_VALID("weir_window_valid", Type.GAUGE, "1 when the meter was healthy in the newest window, else 0."),
    WINDOW_ERROR_BOUND(
            "weir_window_error_bound_seconds", Type.GAUGE, "How wrong a latency in the newest window may be."),
    WINDOW_END("weir_window_end_timestamp_seconds", Type.GAUGE, "End of the newest window, Unix time."),
    IN_FLIGHT("weir_in_flight", Type.GAUGE, "Open requests at the end of the newest window."),

    ACCOUNTS("weir_accounts", Type.GAUGE, "Accounts of the run that stand in a state."),
    PROVISIONING_FAILURES(
            "weir_provisioning_failures_total",
            Type.COUNTER,
            "Accounts that failed for good, by the code of the cause."),
    PROVISIONING_RETRIES(
            "weir_provisioning_retries_total",
            Type.COUNTER,
            "Steps that went wrong and were tried another time, by the code of the cause."),
    PROVISIONING_STEPS("weir_provisioning_steps_total", Type.COUNTER, "Steps of accounts that ended, well or not."),
    PROVISIONING_CALLS("weir_provisioning_calls_total", Type.COUNTER, "Calls made for them, retries included."),
    PROVISIONING_REFUSED_CALLS(
            "weir_provisioning_refused_calls_total", Type.COUNTER, "Of these calls, refused with 429 or 503."),
    PROVISIONING_STEP(
            "weir_provisioning_step_seconds", Type.HISTOGRAM, "Duration of a step, retries and pacing included."),

    SYSTEM_READINGS("weir_system_readings_total", Type.COUNTER, "Seconds in which the source was read."),
    SYSTEM_FAILED_SCRAPES(
            "weir_system_failed_scrapes_total", Type.COUNTER, "Seconds in which it could not be read, by cause."),
    SYSTEM_CPU(
            "weir_system_cpu_utilisation_ratio", Type.GAUGE, "Busy share of the machine's cores in the newest window."),
    SYSTEM_MEMORY_USED("weir_system_memory_used_bytes", Type.GAUGE, "Memory of the machine in use."),
    SYSTEM_MEMORY_TOTAL("weir_system_memory_total_bytes", Type.GAUGE, "Memory of the machine."),
    SYSTEM_GPU("weir_system_gpu_utilisation_ratio", Type.GAUGE, "Busy share of the accelerators in the newest window."),
    SYSTEM_GPU_MEMORY_USED("weir_system_gpu_memory_used_bytes", Type.GAUGE, "Memory of the accelerators in use."),
    SYSTEM_GPU_MEMORY_TOTAL("weir_system_gpu_memory_total_bytes", Type.GAUGE, "Memory of the accelerators."),
    SYSTEM_POWER("weir_system_power_watts", Type.GAUGE, "Power that the accelerators draw."),
    SYSTEM_KV_CACHE("weir_system_kv_cache_utilisation_ratio", Type.GAUGE, "Share of the KV cache in use."),
    SYSTEM_RUNNING("weir_system_requests_running", Type.GAUGE, "Requests that the target works on."),
    SYSTEM_WAITING("weir_system_requests_waiting", Type.GAUGE, "Requests that wait in the target's queue."),
    SYSTEM_GPU_BAND(
            "weir_system_gpu_band_seconds_total",
            Type.COUNTER,
            "Seconds with a GPU utilisation below 70 %, from 70 % to 80 %, and above 80 %."),
    SYSTEM_ACCELERATOR_TIME(
            "weir_system_accelerator_seconds_total", Type.COUNTER, "Accelerators times seconds, idle or not."),
    SYSTEM_BUSY_ACCELERATOR_TIME(
            "weir_system_busy_accelerator_seconds_total", Type.COUNTER, "The same times the utilisation."),
    SYSTEM_ACCELERATOR_COST(
            "weir_system_accelerator_cost_total", Type.COUNTER, "Price of the accelerators, idle or not."),

    SINK_WRITTEN("weir_sink_samples_written_total", Type.COUNTER, "Samples that the server took from this task."),
    SINK_REFUSED(
            "weir_sink_samples_refused_total",
            Type.COUNTER,
            "Samples that the server refused for good; their rows went to the errant-record reporter."),
    SINK_RETRIES("weir_sink_retries_total", Type.COUNTER, "Requests that were sent again while the server was away."),
    SINK_LIVE("weir_sink_live_series", Type.GAUGE, "Series that this task writes."),
    SINK_ENDED("weir_sink_ended_series_total", Type.COUNTER, "Series that were ended with a staleness marker."),
    SINK_MERGED(
            "weir_sink_merged_points_total",
            Type.COUNTER,
            "Points that went into a sum, because their labels pass labels.allowed or labels.max.values."),
    SINK_DROPPED(
            "weir_sink_dropped_points_total",
            Type.COUNTER,
            "Points that were dropped for the same reason, because gauges cannot be summed up.");

    /** How Prometheus calls the type. */
    enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM,
        /** Ready-made quantiles. A gauge with a quantile label, but Prometheus keeps that label for summaries. */
        SUMMARY;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Number of the type in the metadata of both versions of remote write. */
        int number() {
            return switch (this) {
                case COUNTER -> 1;
                case GAUGE -> 2;
                case HISTOGRAM -> 3;
                case SUMMARY -> 5;
            };
        }
    }

    private static final String TOTAL = "_total";
    private static final List<String> UNITS =
            List.of("seconds", "bytes", "ratio", "watts", "tokens", "requests", "attempts", "calls");

    private final String metric;
    private final Type type;
    private final String help;

    Family(String metric, Type type, String help) {
        this.metric = metric;
        this.type = type;
        this.help = help;
    }

    String metric() {
        return metric;
    }

    Type type() {
        return type;
    }

    /** Whether its values only grow, so that several series add up. */
    boolean counts() {
        return type == Type.COUNTER || type == Type.HISTOGRAM;
    }

    String help() {
        return help;
    }

    /** Unit as OpenMetrics has it, which is also the end of the name; empty where the name ends in none. */
    String unit() {
        String stem = metric.endsWith(TOTAL) ? metric.substring(0, metric.length() - TOTAL.length()) : metric;
        return UNITS.stream()
                .filter(unit -> stem.endsWith('_' + unit))
                .findFirst()
                .orElse("");
    }
}
