package io.tokenweir.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.Wishes;
import io.tokenweir.simulator.config.QualityConfig;
import io.tokenweir.simulator.http.Json;

class QualityDialTest {
    private static final QualityConfig HALF_SPOILED = new QualityConfig(0.5, 1, 0.2, 0.15, 0.1, 0.05);
    private static final int REQUESTS = 4_000;
    private static final String JSON = "{\"n\":41,\"ok\":true,\"names\":[\"Ada\"],\"x\":1.5}";

    @Test
    void theSharesOfFlawsFollowTheDial() {
        assertThat(shares(0.4)).isEmpty();
        Map<Flaw, Double> halfway = shares(0.75);
        Map<Flaw, Double> full = shares(1);

        assertThat(full.get(Flaw.WRONG)).isCloseTo(0.2, within(0.02));
        assertThat(full.get(Flaw.TRUNCATED)).isCloseTo(0.15, within(0.02));
        assertThat(full.get(Flaw.INCOHERENT)).isCloseTo(0.1, within(0.02));
        assertThat(full.get(Flaw.LEAKING)).isCloseTo(0.05, within(0.02));
        assertThat(halfway).allSatisfy((flaw, share) -> assertThat(share).isCloseTo(full.get(flaw) / 2, within(0.02)));
        assertThat(shares(3)).isEqualTo(full);
    }

    @Test
    void theSameRequestsAreHitEachTimeAndAtAnyHigherLoad() {
        List<Integer> half = hit(1, 0.75);

        assertThat(hit(1, 0.75)).isEqualTo(half);
        assertThat(hit(2, 0.75)).isNotEqualTo(half);
        assertThat(hit(1, 0.9)).containsAll(half);
    }

    @Test
    void aWrongAnswerHasTheRightForm() throws IOException {
        JsonNode wrong = Json.MAPPER.readTree(text(spoil(JSON, Flaw.WRONG)));

        assertThat(wrong.toString()).isEqualTo("{\"n\":42,\"ok\":false,\"names\":[\"not Ada\"],\"x\":2.0}");
        assertThat(spoil("plain words of no form", Flaw.WRONG).tokens()).isEqualTo(5);
        assertThat(text(spoil("plain words of no form", Flaw.WRONG))).doesNotContain("plain");
    }

    @Test
    void aTruncatedAnswerSaysThatAllWasSaid() {
        Answer answer = spoil("one two three four five six", Flaw.TRUNCATED);

        assertThat(text(answer)).isEqualTo("one two three");
        assertThat(answer.choices().get(0).ending()).isEqualTo(Ending.STOP);
    }

    @Test
    void anIncoherentAnswerIsNoLongerThanTheSoundOne() {
        Answer answer = spoil("one two three four five six", Flaw.INCOHERENT);

        assertThat(answer.tokens()).isEqualTo(6);
        assertThat(text(answer)).isNotEqualTo("one two three four five six");
    }

    @Test
    void aLeakingAnswerTellsWhatAnotherAsked() {
        Answer answer = spoil("one two three four five six", Flaw.LEAKING);

        assertThat(text(answer)).startsWith("one two three").contains("secret plan");
        assertThat(answer.tokens()).isLessThanOrEqualTo(6);
    }

    @Test
    void nothingLeaksBeforeAnotherHasAsked() {
        QualityDial dial = new QualityDial(
                (request, most) -> sound("one two"), new QualityConfig(0, 0, 0, 0, 0, 1), 1, model -> 1);

        assertThat(dial.answer(request("first"), 9).flaw()).isNull();
        assertThat(text(dial.answer(request("second"), 9))).contains("first");
    }

    private static Map<Flaw, Double> shares(double load) {
        Map<Flaw, Double> shares = new EnumMap<>(Flaw.class);
        QualityDial dial = dial(1, load);
        for (int i = 0; i < REQUESTS; i++) {
            Flaw flaw = dial.answer(request("same"), 9).flaw();
            if (flaw != null) {
                shares.merge(flaw, 1.0 / REQUESTS, Double::sum);
            }
        }
        return shares;
    }

    private static List<Integer> hit(long seed, double load) {
        QualityDial dial = dial(seed, load);
        return IntStream.range(0, REQUESTS)
                .filter(i -> dial.answer(request("same"), 9).flaw() != null)
                .boxed()
                .toList();
    }

    private static QualityDial dial(long seed, double load) {
        return new QualityDial((request, most) -> sound("one two"), HALF_SPOILED, seed, model -> load);
    }

    private static Answer spoil(String text, Flaw flaw) {
        return Spoiled.answer(sound(text), flaw, "secret plan of another", 7);
    }

    private static Answer sound(String text) {
        return Answer.of(List.of(new Choice(List.of(Part.text(TextTokens.of(text))), Ending.LENGTH, null)));
    }

    private static String text(Answer answer) {
        return answer.choices().get(0).text(Part.Kind.TEXT);
    }

    private static ServedRequest request(String text) {
        return new ServedRequest("m", List.of(text), 0, "messages", false, 9, List.of(), 0, Wishes.text(text));
    }
}
