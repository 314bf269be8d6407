package io.tokenweir.protocol.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.protocol.outcome.Classification;
import io.tokenweir.protocol.outcome.Ending;
import io.tokenweir.protocol.outcome.Outcome;
import io.tokenweir.protocol.outcome.OutcomeClassifier;
import io.tokenweir.protocol.outcome.Transport;
import io.tokenweir.protocol.provider.ChatRequest;
import io.tokenweir.protocol.provider.DeltaKind;
import io.tokenweir.protocol.provider.ErrorBody;
import io.tokenweir.protocol.provider.ProviderAdapter.WholeAnswer;
import io.tokenweir.protocol.provider.StreamDecoder;
import io.tokenweir.protocol.provider.Usage;

class ApplicationAdapterTest {
    private static final String ASKS = "\"body\":{\"q\":\"${prompt}\"},\"answer\":\"$.answer\"";

    @Test
    void readsAJsonAnswerWithWhatItSaysOfItself() {
        ApplicationAdapter app = app(ASKS + ",\"model\":\"$.meta.model\",\"usage\":\"$.meta.usage\"");

        WholeAnswer answer = whole(
                app,
                "{\"answer\":\"42\",\"meta\":{\"model\":\"m\",\"usage\":{\"input_tokens\":3,\"output_tokens\":5}}}");

        assertThat(answer.model()).isEqualTo("m");
        assertThat(answer.usage()).isEqualTo(new Usage(3, 0, 5, 0));
        assertThat(answer.arrivesAtItsEnd()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'{\"answer\":\"\"}'", "'{\"other\":1}'", "'<html>'", "'[]'", "''"})
    void aBodyWithoutTextAtThePlaceIsNoAnswer(String body) {
        assertThat(whole(app(ASKS), body)).isNull();
    }

    @Test
    void theWholeBodyCanBeTheAnswerWhateverItIs() {
        assertThat(whole(app("\"body\":\"${prompt}\",\"contentType\":\"text/plain\",\"answer\":\"$\""), "plain words"))
                .isNotNull();
    }

    @Test
    void countsEachEventWithTextAndEndsWithTheStream() {
        StreamDecoder decoder =
                app("\"body\":{\"q\":\"${prompt}\"},\"answer\":\"$.delta\"").newDecoder();

        assertThat(fed(decoder, "data: {\"step\":1}\n\ndata: {\"delta\":\"a\"}\n\nid: 7\ndata: {\"delta\":\"b\"}\n\n"))
                .isEqualTo(2);
        assertThat(decoder.sawEnd()).isFalse();
        decoder.end();
        assertThat(decoder.sawEnd()).isTrue();
        assertThat(decoder.malformed()).isNull();
    }

    @Test
    void aStreamThatMustSayItsEndHasNotEndedWithoutIt() {
        StreamDecoder decoder =
                app("\"body\":{\"q\":\"${prompt}\"},\"answer\":\"$.delta\",\"done\":{\"json\":\"$.type\",\"matches\":\"^end$\"}")
                        .newDecoder();
        fed(decoder, "data: {\"delta\":\"a\"}\n\n");
        decoder.end();
        assertThat(decoder.sawEnd()).isFalse();

        decoder.reset();
        fed(decoder, "data: {\"delta\":\"a\"}\n\ndata: {\"type\":\"end\"}\n\n");
        assertThat(decoder.sawEnd()).isTrue();
    }

    @Test
    void aStreamWithoutAnyTextIsNoAnswer() {
        StreamDecoder decoder = app(ASKS).newDecoder();
        fed(decoder, "data: {\"step\":1}\n\ndata: [DONE]\n\n");
        decoder.end();

        assertThat(decoder.malformed()).isEqualTo("the stream ended without any text at $.answer");
    }

    @Test
    void garbageInAStreamIsNamed() {
        StreamDecoder decoder = app(ASKS).newDecoder();
        fed(decoder, "data: <b>oops</b>\n\n");

        assertThat(decoder.malformed()).isEqualTo("An event of the stream is not JSON: <b>oops</b>");
    }

    @Test
    void anErrorInAStreamIsAnErrorUnlessTheScenarioKnowsIt() {
        StreamDecoder unknown = app(ASKS).newDecoder();
        fed(unknown, "data: {\"error\":{\"message\":\"lost\"}}\n\n");
        StreamDecoder known = app(ASKS + ",\"refusal\":[{\"json\":\"$.error\",\"matches\":\"busy\"}]")
                .newDecoder();
        fed(known, "data: {\"error\":\"busy now\"}\n\n");

        assertThat(unknown.error().message()).isEqualTo("lost");
        assertThat(known.error()).isNull();
        assertThat(known.marks()).containsExactly("refusal-1");
    }

    @Test
    void refusalsAndLesserAnswersAreRulesOfTheTable() {
        ApplicationAdapter app =
                app(ASKS + ",\"refusal\":[{\"status\":503},{\"json\":\"$.error\",\"matches\":\"busy\"},"
                        + "{\"headers\":{\"x-shed\":\"yes\"}}],\"degraded\":[{\"json\":\"$.model\",\"matches\":\"mini\"},"
                        + "{\"text\":\"short answer\"}]");

        assertThat(judged(app, 503, "{}", Map.of()).outcome()).isEqualTo(Outcome.DECLINED);
        assertThat(judged(app, 200, "{\"error\":\"we are busy\"}", Map.of()).evidence())
                .isEqualTo("rule refusal-2 by content");
        assertThat(judged(app, 200, "{\"answer\":\"x\"}", Map.of("x-shed", "yes"))
                        .outcome())
                .isEqualTo(Outcome.DECLINED);
        Classification lesser = judged(app, 200, "{\"answer\":\"x\",\"model\":\"gpt-mini\"}", Map.of());
        assertThat(lesser.outcome()).isEqualTo(Outcome.OK);
        assertThat(lesser.degraded()).isTrue();
        assertThat(judged(app, 200, "{\"answer\":\"A SHORT answer\"}", Map.of()).degraded())
                .isTrue();
        Classification full = judged(app, 200, "{\"answer\":\"x\",\"model\":\"big\"}", Map.of());
        assertThat(full.outcome()).isEqualTo(Outcome.OK);
        assertThat(full.degraded()).isFalse();
    }

    @Test
    void whatNoRuleOfTheScenarioNamesIsWhatTheStatusSays() {
        ApplicationAdapter app = app(ASKS);

        assertThat(judged(app, 429, "{}", Map.of()).outcome()).isEqualTo(Outcome.RATE_UNSPECIFIED);
        assertThat(judged(app, 500, "{}", Map.of()).outcome()).isEqualTo(Outcome.SERVER_ERROR);
    }

    @Test
    void aHangIsNamedSo() {
        Classification hang = classifier(app(ASKS))
                .classify(new Ending(
                        Transport.TIMED_OUT, 0, Map.of(), ErrorBody.NONE, false, true, false, null, "no first token"));

        assertThat(hang.outcome()).isEqualTo(Outcome.CLIENT_TIMEOUT);
        assertThat(hang.evidence()).isEqualTo("rule hang by transport: no first token");
    }

    @Test
    void aQueryCarriesThePromptWhereThereIsNoBody() {
        ApplicationAdapter app =
                app("\"method\":\"get\",\"path\":\"/ask?q=${prompt}&u=${user}\",\"answer\":\"$.answer\"");
        byte[] prepared = app.body(new ChatRequest("m", "a b&c\n", 1, true));

        assertThat(app.method()).isEqualTo("GET");
        assertThat(app.contentType()).isNull();
        assertThat(app.filling().path("/api", prepared, "r", 7)).isEqualTo("/api/ask?q=a%20b%26c%0A&u=7");
        assertThat(app.filling().body(prepared, "r", 7)).isEmpty();
    }

    @Test
    void theAnswersTextIsFoundForTheNextTurnOfAConversation() {
        assertThat(text(app(ASKS), "{\"answer\":\"42\"}")).isEqualTo("42");
        assertThat(text(app(ASKS), "data: {\"answer\":\"4\"}\n\ndata: {\"answer\":\"2\"}\n\ndata: [DONE]\n\n"))
                .isEqualTo("42");
    }

    private static String text(ApplicationAdapter app, String answer) {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        return app.answerText(bytes, bytes.length);
    }

    @Test
    void theTargetsOwnPathIsEnough() {
        assertThat(app(ASKS).path("/ask", "m")).isEqualTo("/ask");
        assertThat(app(ASKS).path("", "m")).isEqualTo("/");
        assertThat(app(ASKS).filling()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"answer\":\"$.a\" | target.application.body: it asks nothing",
                "\"body\":{\"q\":\"x\"},\"answer\":\"$.a\" | target.application.body: it asks nothing",
                "\"body\":{\"q\":\"${prompt}\"} | target.application.answer: say where",
                "\"body\":{\"q\":\"${prompt}\"},\"answer\":\"a\" | target.application.answer: 'a' is no path",
                "\"body\":{\"q\":\"${prompt}\"},\"answer\":\"$.a\",\"refusal\":{\"status\":503} | target.application.refusal: write a list",
                "\"body\":{\"q\":\"${prompt}\"},\"answer\":\"$.a\",\"refusal\":[{\"stat\":503}] | target.application.refusal[0]: unknown key 'stat'",
                "\"body\":{\"q\":\"${prompt}\"},\"answer\":\"$.a\",\"refusal\":[{}] | target.application.refusal[0]: it holds for every answer",
                "\"body\":{\"q\":\"${prompt}\"},\"answer\":\"$.a\",\"degraded\":[{\"json\":\"$.m\",\"matches\":\"(\"}] | target.application.degraded[0].matches: '(' is no regular expression",
                "\"body\":{\"q\":\"${prompt}\"},\"answer\":\"$.a\",\"degraded\":[{\"matches\":\"x\"}] | target.application.degraded[0]: 'matches' needs 'json'",
                "\"body\":{\"q\":\"${prompt}\"},\"answer\":\"$.a\",\"method\":\"GET\" | target.application.body: a GET has none",
                "\"body\":{\"q\":\"${prompt}\"},\"answer\":\"$.a\",\"bdy\":1 | target.application: unknown key 'bdy'",
                "\"method\":\"DELETE\" | target.application.method: 'DELETE' is not known"
            })
    void saysInASentenceWhatIsWrong(String spec, String sentence) {
        assertThatThrownBy(() -> app(spec)).hasMessageStartingWith(sentence);
    }

    private static ApplicationAdapter app(String fields) {
        return ApplicationAdapter.of(json("{" + fields + "}"));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static WholeAnswer whole(ApplicationAdapter app, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return app.wholeAnswer(bytes, bytes.length);
    }

    private static int fed(StreamDecoder decoder, String text) {
        int[] arrivals = new int[DeltaKind.COUNT];
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            decoder.feed(bytes, i, 1, kind -> arrivals[kind.ordinal()]++);
        }
        return arrivals[DeltaKind.CONTENT.ordinal()];
    }

    private static Classification judged(ApplicationAdapter app, int status, String body, Map<String, String> headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Set<String> marks = app.marks(bytes, bytes.length);
        return classifier(app)
                .classify(new Ending(
                        Transport.COMPLETE,
                        status,
                        headers,
                        ErrorBody.NONE,
                        false,
                        true,
                        false,
                        null,
                        null,
                        null,
                        marks));
    }

    private static OutcomeClassifier classifier(ApplicationAdapter app) {
        return OutcomeClassifier.forProvider("application", app.rules(), Clock.systemUTC());
    }
}
