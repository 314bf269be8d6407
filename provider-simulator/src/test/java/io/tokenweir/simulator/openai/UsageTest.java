package io.tokenweir.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.answer.Answer;
import io.tokenweir.simulator.answer.Choice;
import io.tokenweir.simulator.answer.Ending;
import io.tokenweir.simulator.answer.Part;
import io.tokenweir.simulator.answer.TextTokens;
import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.serve.Prepared;

class UsageTest {
    @Test
    void isTheSameAtTheEndOfAStreamAsInAWholeAnswer() throws JsonProcessingException {
        Part thought = new Part(Part.Kind.REASONING, null, TextTokens.of("let me think about it"));
        Part said = Part.text(TextTokens.of("no"));
        Answer answer = Answer.of(List.of(new Choice(List.of(thought, said), Ending.STOP, null)));
        Prepared prepared = new Prepared(answer, 17, 16, "m-2026", 1_700_000_000);

        assertThat(Json.MAPPER.readTree(WholeCompletion.usageJson(prepared)))
                .isEqualTo(Json.MAPPER.readTree(Json.text(WholeCompletion.usage(prepared))));
    }
}
