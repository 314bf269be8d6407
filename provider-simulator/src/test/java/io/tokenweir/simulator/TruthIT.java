package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.Client.Answer;
import io.tokenweir.simulator.config.EngineDraft;
import io.tokenweir.simulator.config.FailureConfig;
import io.tokenweir.simulator.config.LengthConfig;
import io.tokenweir.simulator.config.LimitConfig;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.config.PrefixCacheConfig;
import io.tokenweir.simulator.config.TailConfig;
import io.tokenweir.simulator.config.TruthConfig;

/** What the simulator tells of itself: the request log with single tokens. */
class TruthIT {
    private final SimulatedProvider provider = SimulatedProvider.start(SimulatorConfig.builder()
            .mail(MailConfig.immediate())
            .truth(new TruthConfig(true, 0, 60_000))
            .model("paced", ModelConfig.fixed("paced", 5, 2))
            .model("unpaced", ModelConfig.fixed("unpaced", 0, 0))
            .model("caching", caching())
            .model(
                    "limited",
                    ModelConfig.fixed("limited", 0, 0)
                            .withLimits(LimitConfig.unlimited().with(LimitConfig.Scope.KEY, 10, 0, 0)))
            .model(
                    "drawn",
                    with(
                            new LengthConfig(LengthConfig.From.QUANTILES, 0, 0, Map.of(50., 7.)),
                            new TailConfig(0, 0, 0, 0, 0, 40, 0, 0),
                            null,
                            0))
            .model("starting", with(null, null, null, 3_600_000))
            .model("failing", with(null, null, new FailureConfig(100, List.of(FailureConfig.Type.SERVER_ERROR)), 0))
            .build());

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void hasTheInstantOfEveryTokenInOrder() {
        ask("paced", "t1", "hello", 20);

        JsonNode line = line("t1");
        long[] deltas = longs(line.get("tokenNanos"));
        assertThat(deltas).hasSize(20);
        assertThat(Arrays.stream(deltas).min().getAsLong()).isNotNegative();
        assertThat(deltas[0]).isEqualTo(line.get("firstTokenNanos").asLong());
        assertThat(LongStream.of(deltas).sum())
                .isEqualTo(line.get("lastTokenNanos").asLong());
        assertThat(LongStream.of(longs(line.get("tokenLatenessNanos"))).max().getAsLong())
                .isEqualTo(line.get("maxLatenessNanos").asLong());
        assertThat(line.get("saturated").asBoolean()).isFalse();
    }

    @Test
    void tokensThatAreDueTogetherLeaveTogether() {
        Answer answer = ask("unpaced", "t2", "hello", 50);

        assertThat(answer.chunks()).hasSize(1 + 50 + 1);
        assertThat(longs(line("t2").get("tokenNanos")))
                .hasSize(50)
                .endsWith(LongStream.generate(() -> 0).limit(49).toArray());
    }

    @Test
    void aPromptSaidBeforeIsFoundInTheCacheAndCountedInTheUsage() {
        String prompt = "the river runs over stone and falls to a pool ".repeat(20);

        Answer cold = whole("caching", prompt);
        Answer warm = whole("caching", prompt);
        Answer other = whole("caching", "x" + prompt);

        int tokens = cold.json().at("/usage/prompt_tokens").asInt();
        assertThat(cold.json().at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isZero();
        assertThat(warm.json().at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo((tokens - 1) / 16 * 16);
        assertThat(other.json().at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isZero();
    }

    @Test
    void findsRequestsByIdKeyAccountAndTimeAndForgetsThemWhenTold() {
        ask("paced", "q1", "hello", 2);
        JsonNode first = line("q1");
        new Client(provider.apiUrl(), "sk-b")
                .post(
                        "/chat/completions",
                        "{'model':'paced','max_tokens':2,'messages':[{'role':'user','content':'x'}]}");
        Client admin = new Client(provider.portalUrl(), null);
        await().untilAsserted(
                        () -> assertThat(admin.get("/admin/requests").lines()).hasSize(2));

        String received = first.get("receivedMicros").asText();
        assertThat(admin.get("/admin/requests?id=" + first.get("requestId").asText())
                        .lines())
                .containsExactly(first);
        assertThat(admin.get("/admin/requests?id=q1").lines()).containsExactly(first);
        assertThat(admin.get("/admin/requests?key="
                                + first.get("keyFingerprint").asText().substring(0, 8))
                        .lines())
                .containsExactly(first);
        assertThat(admin.get("/admin/requests?account=" + first.get("accountId").asText())
                        .lines())
                .containsExactly(first);
        assertThat(admin.get("/admin/requests?until=" + received).lines()).isEmpty();
        assertThat(admin.get("/admin/requests?since=" + received).lines()).hasSize(2);
        assertThat(admin.get("/admin/requests?since=soon").status()).isEqualTo(400);

        assertThat(admin.post("/admin/reset", "").status()).isEqualTo(204);
        assertThat(admin.get("/admin/requests").response().body()).isEmpty();
    }

    @Test
    void tellsWhatEachLimitHolds() {
        ask("limited", "l1", "hello", 2);
        ask("limited", "l2", "hello", 2);

        JsonNode limits = line("l2").get("limits");
        assertThat(limits).hasSize(1);
        assertThat(limits.get(0).get("axis").asText()).isEqualTo("REQUESTS");
        assertThat(limits.get(0).get("remaining").asLong()).isEqualTo(8);
        Client admin = new Client(provider.portalUrl(), null);
        assertThat(admin.get("/admin/limits").lines())
                .singleElement()
                .satisfies(held -> assertThat(held.at("/remaining").asLong()).isEqualTo(8));
        admin.post("/admin/reset", "");
        assertThat(admin.get("/admin/limits").response().body()).isEmpty();
    }

    @Test
    void drawsLengthsAndReasoningWhereTheEngineIsToldTo() {
        Answer answer = new Client(provider.apiUrl(), "sk-a")
                .post(
                        "/chat/completions",
                        "{'model':'drawn','max_tokens':1000,'messages':[{'role':'user','content':'hello'}]}");

        JsonNode usage = answer.json().get("usage");
        assertThat(usage.at("/completion_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(40);
        assertThat(usage.get("completion_tokens").asInt()).isEqualTo(40 + 7);
        assertThat(answer.at("/choices/0/finish_reason")).isEqualTo("stop");
    }

    @Test
    void speaksToAScraperAsVllmAndDcgmDo() {
        ask("paced", "m1", "hello", 5);
        line("m1");

        Answer page = new Client(provider.portalUrl(), null).get("/metrics");

        assertThat(page.header("content-type")).startsWith("text/plain; version=0.0.4");
        assertThat(page.response().body())
                .contains("vllm:num_requests_running{model_name=\"paced\",engine=\"0\"} 0\n")
                .contains("vllm:generation_tokens_total{model_name=\"paced\",engine=\"0\"} 5\n")
                .contains(
                        "vllm:request_success_total{model_name=\"paced\",engine=\"0\",finished_reason=\"length\"} 1\n")
                .contains("vllm:time_to_first_token_seconds_count{model_name=\"paced\",engine=\"0\"} 1\n")
                .contains("vllm:time_to_first_token_seconds_bucket{model_name=\"paced\",engine=\"0\",le=\"0.001\"} 0\n")
                .contains("DCGM_FI_DEV_GPU_UTIL{gpu=\"0\",UUID=\"GPU-")
                .contains("tokenweir_simulator_saturated 0\n");
    }

    @Test
    void isNotReadyWhileAModelStartsAndFailsTheShareOfRequestsThatWasSet() {
        assertThat(new Client(provider.portalUrl(), null).get("/health").status())
                .isEqualTo(503);
        Answer early = whole("starting", "hello");
        Answer failed = whole("failing", "hello");

        assertThat(early.status()).isEqualTo(503);
        assertThat(failed.status()).isEqualTo(500);
    }

    private static ModelConfig with(LengthConfig lengths, TailConfig tail, FailureConfig failures, double startup) {
        return new ModelConfig(
                "m",
                10_000,
                64,
                EngineDraft.fixed(0, 0)
                        .with(tail)
                        .with(lengths)
                        .with(failures)
                        .startup(startup)
                        .build(),
                LimitConfig.unlimited(),
                null);
    }

    private static ModelConfig caching() {
        return new ModelConfig(
                "caching",
                10_000,
                64,
                EngineDraft.fixed(0, 0).with(new PrefixCacheConfig(16, 0)).build(),
                LimitConfig.unlimited(),
                null);
    }

    private Answer ask(String model, String id, String prompt, int tokens) {
        return new Client(provider.apiUrl(), "sk-a")
                .post(
                        "/chat/completions",
                        "{'model':'" + model + "','stream':true,'max_tokens':" + tokens
                                + ",'messages':[{'role':'user','content':'" + prompt + "'}]}",
                        "X-Client-Request-Id",
                        id);
    }

    private Answer whole(String model, String prompt) {
        return new Client(provider.apiUrl(), "sk-a")
                .post(
                        "/chat/completions",
                        "{'model':'" + model + "','max_tokens':2,'messages':[{'role':'user','content':'" + prompt
                                + "'}]}");
    }

    /** The line of a request, once it is there. */
    private JsonNode line(String clientRequestId) {
        Client admin = new Client(provider.portalUrl(), null);
        List<JsonNode> found = await().until(
                        () -> admin.get("/admin/requests").lines().stream()
                                .filter(line ->
                                        line.path("clientRequestId").asText().equals(clientRequestId))
                                .toList(),
                        lines -> !lines.isEmpty());
        return found.get(0);
    }

    private static long[] longs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }
}
