package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.Client.Answer;
import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.LimitConfig;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.simulator.config.PrefixCacheConfig;
import io.tokenweir.simulator.config.TruthConfig;

/** What the simulator tells of itself: the request log with single tokens. */
class TruthIT {
    private final SimulatedProvider provider = SimulatedProvider.start(SimulatorConfig.builder()
            .mail(MailConfig.immediate())
            .truth(new TruthConfig(true, 0, 60_000))
            .model("paced", ModelConfig.fixed("paced", 5, 2))
            .model("unpaced", ModelConfig.fixed("unpaced", 0, 0))
            .model("caching", caching())
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

    private static ModelConfig caching() {
        return new ModelConfig(
                "caching",
                10_000,
                64,
                EngineConfig.fixed(0, 0).with(null, new PrefixCacheConfig(16, 0), null, null),
                LimitConfig.unlimited());
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
