package io.tokenweir.simulator.metrics;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.tokenweir.simulator.http.Response;

/**
 * The page at {@code /metrics}: each model under the names of vLLM, its accelerators under those of NVIDIA's DCGM exporter,
 * and of the simulator itself how late it was. Pure.
 */
public final class MetricsPage {
    private final List<ServedModel> models;
    private final MetricsText out = new MetricsText();

    private MetricsPage(List<ServedModel> models) {
        this.models = models;
    }

    /** @param worstLatenessSeconds of a token in the last second */
    public static Response of(List<ServedModel> models, double worstLatenessSeconds, boolean saturated) {
        MetricsPage page = new MetricsPage(models);
        page.engines();
        page.requests();
        new AcceleratorMetrics(page.out).write(models);
        page.out.metric("tokenweir_simulator_token_lateness_seconds", "gauge", "Longest lateness of a token lately.");
        page.out.sample("tokenweir_simulator_token_lateness_seconds", "", worstLatenessSeconds);
        page.out.metric("tokenweir_simulator_saturated", "gauge", "1 while the simulator itself is what limits.");
        page.out.sample("tokenweir_simulator_saturated", "", saturated ? 1 : 0);
        return Response.of(200, MetricsText.CONTENT_TYPE, page.out.bytes());
    }

    private void engines() {
        gauge(
                "num_requests_running",
                "Requests in model execution batches.",
                m -> m.stats().running());
        gauge(
                "num_requests_waiting",
                "Requests waiting to be processed.",
                m -> m.stats().waiting());
        gauge(
                "kv_cache_usage_perc",
                "KV-cache usage, 1 is all of it.",
                m -> (double) m.stats().kvUsedTokens() / Math.max(1, m.stats().kvCapacityTokens()));
        counter(
                "prompt_tokens_total",
                "Prefill tokens processed.",
                m -> m.stats().promptTokens());
        counter(
                "generation_tokens_total",
                "Generation tokens processed.",
                m -> m.stats().generatedTokens());
        counter(
                "prefix_cache_queries_total",
                "Prompt tokens looked for in the prefix cache.",
                m -> m.stats().cacheQueriedTokens());
        counter(
                "prefix_cache_hits_total",
                "Prompt tokens found in the prefix cache.",
                m -> m.stats().cacheHitTokens());
    }

    private void requests() {
        out.metric("vllm:request_success_total", "counter", "Requests that have ended, by reason.");
        models.forEach(m -> m.meters()
                .finished()
                .forEach((reason, count) -> out.sample(
                        "vllm:request_success_total",
                        m.label() + ",finished_reason=\"" + MetricsText.escaped(reason) + '"',
                        count)));
        histogram("time_to_first_token_seconds", "Time to first token.", m -> m.meters().timeToFirstToken);
        histogram(
                "request_time_per_output_token_seconds",
                "Time per output token of a request.",
                m -> m.meters().timePerToken);
        histogram("e2e_request_latency_seconds", "End to end request latency.", m -> m.meters().endToEnd);
        histogram("request_queue_time_seconds", "Time spent waiting.", m -> m.meters().queue);
        histogram("request_prefill_time_seconds", "Time spent in prefill.", m -> m.meters().prefill);
    }

    private void gauge(String name, String help, ToDoubleFunction<ServedModel> value) {
        samples(name, "gauge", help, value);
    }

    private void counter(String name, String help, ToDoubleFunction<ServedModel> value) {
        samples(name, "counter", help, value);
    }

    private void samples(String name, String type, String help, ToDoubleFunction<ServedModel> value) {
        out.metric("vllm:" + name, type, help);
        models.forEach(model -> out.sample("vllm:" + name, model.label(), value.applyAsDouble(model)));
    }

    private void histogram(String name, String help, Function<ServedModel, Histogram> of) {
        out.metric("vllm:" + name, "histogram", help);
        models.forEach(model -> of.apply(model).write(out, "vllm:" + name, model.label()));
    }
}
