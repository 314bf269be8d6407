package io.tokenweir.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.tokenweir.protocol.outcome.Ending;
import io.tokenweir.protocol.outcome.Outcome;
import io.tokenweir.protocol.outcome.OutcomeClassifier;
import io.tokenweir.protocol.outcome.Transport;
import io.tokenweir.protocol.provider.Api;
import io.tokenweir.protocol.provider.ChatRequest;
import io.tokenweir.protocol.provider.DeltaKind;
import io.tokenweir.protocol.provider.ErrorBody;
import io.tokenweir.protocol.provider.ProviderAdapter;
import io.tokenweir.protocol.provider.StreamDecoder;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.ModelConfig;

/** Our side of each API against the simulator's side of it: what one says, the other understands. */
class SurfacesIT {
    /** More than the least that the Responses API lets ask for. */
    private static final int TOKENS = 17;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static SimulatedProvider provider;

    @BeforeAll
    static void start() {
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .model("quick", ModelConfig.fixed("quick-2026", 1, 0))
                .build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aStreamIsReadToItsEndTokenByToken(Api api) throws Exception {
        byte[] body = ask(api, true, "").body();
        StreamDecoder decoder = api.adapter(null).newDecoder();
        Map<DeltaKind, Integer> deltas = new EnumMap<>(DeltaKind.class);
        decoder.reset();
        decoder.feed(body, 0, body.length, kind -> deltas.merge(kind, 1, Integer::sum));
        decoder.end();

        assertThat(decoder.malformed()).isNull();
        assertThat(decoder.sawEnd()).isTrue();
        assertThat(deltas).isEqualTo(Map.of(DeltaKind.CONTENT, TOKENS));
        assertThat(decoder.usage().outputTokens()).isEqualTo(TOKENS);
        assertThat(decoder.model()).isEqualTo("quick-2026");
        assertThat(decoder.finishReason()).isIn("length", "max_tokens", "max_output_tokens");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aWholeAnswerSaysTheSameOfItself(Api api) throws Exception {
        byte[] body = ask(api, false, "").body();

        ProviderAdapter.WholeAnswer whole = api.adapter(null).wholeAnswer(body, body.length);

        assertThat(whole.usage().outputTokens()).isEqualTo(TOKENS);
        assertThat(whole.usage().inputTokens()).isPositive();
        assertThat(whole.model()).isEqualTo("quick-2026");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void anErrorInsideAStreamIsSeen(Api api) throws Exception {
        byte[] body = ask(api, true, "stream@3 server_error").body();
        StreamDecoder decoder = api.adapter(null).newDecoder();
        decoder.reset();
        decoder.feed(body, 0, body.length, kind -> {});
        decoder.end();

        assertThat(decoder.error()).isNotNull();
        assertThat(decoder.error().message()).containsIgnoringCase("server");
    }

    @ParameterizedTest(name = "{0} {2} is {3}")
    @CsvSource({
        "OPENAI_CHAT, openai, no_quota, QUOTA",
        "OPENAI_CHAT, openai, slow_down, RAMP",
        "OPENAI_CHAT, openai, 401, AUTH",
        "OPENAI_CHAT, openai, region, PERMISSION",
        "OPENAI_CHAT, openai, content_filter, CONTENT_FILTER",
        "OPENAI_CHAT, openai, context_length, CONTEXT_LENGTH",
        "OPENAI_CHAT, openai, 500, SERVER_ERROR",
        "OPENAI_CHAT, openai, 502, GATEWAY",
        "OPENAI_CHAT, openai, overloaded, OVERLOAD",
        "OPENAI_RESPONSES, openai, invalid, BAD_REQUEST",
        "ANTHROPIC_MESSAGES, anthropic, 529, OVERLOAD",
        "ANTHROPIC_MESSAGES, anthropic, billing, QUOTA",
        "ANTHROPIC_MESSAGES, anthropic, no_quota, QUOTA",
        "ANTHROPIC_MESSAGES, anthropic, slow_down, RAMP",
        "ANTHROPIC_MESSAGES, anthropic, wrong_key, AUTH",
        "ANTHROPIC_MESSAGES, anthropic, 500, SERVER_ERROR",
        "AZURE_OPENAI, azure-openai, content_filter, CONTENT_FILTER",
        "AZURE_OPENAI, azure-openai, rate_limit, RATE_REQUESTS",
        "AZURE_OPENAI, azure-openai, wrong_key, AUTH"
    })
    void aFailureIsClassifiedAsItIsMeant(Api api, String table, String fault, Outcome outcome) throws Exception {
        HttpResponse<byte[]> answer = ask(api, false, fault);
        ErrorBody error = api.adapter(null).error(answer.body(), answer.body().length);
        Ending ending = new Ending(
                Transport.COMPLETE,
                answer.statusCode(),
                headers(answer),
                error,
                false,
                true,
                false,
                null,
                null,
                new String(answer.body(), UTF_8));

        assertThat(OutcomeClassifier.forProvider(table, Clock.systemUTC())
                        .classify(ending)
                        .outcome())
                .isEqualTo(outcome);
    }

    private static HttpResponse<byte[]> ask(Api api, boolean stream, String fault) throws Exception {
        ProviderAdapter adapter = api.adapter(null);
        String base = api == Api.AZURE_OPENAI ? "" : "/v1";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(provider.portalUrl() + adapter.path(base, "quick")))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        adapter.body(new ChatRequest("quick", "hello river", TOKENS, stream))));
        adapter.authorization("sk-any").forEach(request::header);
        if (!fault.isEmpty()) {
            request.header("x-simulator-fault", fault);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Map<String, String> headers(HttpResponse<?> answer) {
        Map<String, String> headers = new HashMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }
}
