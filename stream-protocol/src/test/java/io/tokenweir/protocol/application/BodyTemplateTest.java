package io.tokenweir.protocol.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import io.tokenweir.protocol.application.BodyTemplate.Writing;
import io.tokenweir.protocol.provider.ChatMessage;
import io.tokenweir.protocol.provider.ChatRequest;

class BodyTemplateTest {
    @Property(tries = 300)
    void anyPromptComesThroughJsonAsItIs(@ForAll String prompt) throws Exception {
        String text = new String(prompt.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String body = filled("{\"q\":${prompt},\"said\":\"<${prompt}>\"}", Writing.JSON, text);

        var read = new ObjectMapper().readTree(body);
        assertThat(read.get("q").asText()).isEqualTo(text);
        assertThat(read.get("said").asText()).isEqualTo("<" + text + ">");
    }

    @Example
    void requestsOfOnePromptDifferInUserAndId() {
        BodyTemplate template = BodyTemplate.of(
                "body", "{\"u\":${user},\"s\":\"u-${user}\",\"id\":${requestId},\"q\":\"${prompt}\"}", Writing.JSON);
        byte[] prepared = template.prepare(new ChatRequest("m", "why?", 5, true));

        assertThat(text(template.fill(prepared, "r.1", 17)))
                .isEqualTo("{\"u\":17,\"s\":\"u-17\",\"id\":\"r.1\",\"q\":\"why?\"}");
        assertThat(text(template.fill(prepared, "r.2", 3)))
                .isEqualTo("{\"u\":3,\"s\":\"u-3\",\"id\":\"r.2\",\"q\":\"why?\"}");
    }

    @Example
    void withoutSuchPlacesTheSameBytesGoOutAgain() {
        BodyTemplate template = BodyTemplate.of("body", "{\"q\":${prompt}}", Writing.JSON);
        byte[] prepared = template.prepare(new ChatRequest("m", "why?", 5, true));

        assertThat(template.fill(prepared, "r.1", 17)).isSameAs(prepared);
    }

    @Example
    void aConversationIsAListOfMessages() {
        BodyTemplate template =
                BodyTemplate.of("body", "{\"m\":${messages},\"last\":${prompt},\"n\":${maxTokens}}", Writing.JSON);
        ChatRequest request = new ChatRequest(
                "m",
                List.of(
                        new ChatMessage(ChatMessage.Role.USER, "one"),
                        new ChatMessage(ChatMessage.Role.ASSISTANT, "two"),
                        new ChatMessage(ChatMessage.Role.USER, "three")),
                5,
                true);

        assertThat(text(template.prepare(request)))
                .contains("\"role\":\"assistant\"")
                .contains("\"content\":\"two\"")
                .endsWith("\"last\":\"three\",\"n\":5}");
    }

    @Example
    void formsAndPlainTextsAreWrittenInTheirOwnWay() {
        assertThat(filled("q=${prompt}&n=${maxTokens}", Writing.FORM, "a&b c")).isEqualTo("q=a%26b%20c&n=5");
        assertThat(filled("Q: ${prompt}", Writing.PLAIN, "a \"b\"")).isEqualTo("Q: a \"b\"");
    }

    @Example
    void aDollarIsWrittenTwiceToStandForItself() {
        assertThat(filled("{\"q\":${prompt},\"t\":\"$${prompt}\"}", Writing.JSON, "x"))
                .isEqualTo("{\"q\":\"x\",\"t\":\"${prompt}\"}");
    }

    @Example
    void saysWhichPlaceIsNotKnown() {
        assertThatThrownBy(() -> BodyTemplate.of("target.application.body", "{\"q\":\"${promt}\"}", Writing.JSON))
                .hasMessageStartingWith("target.application.body: ${promt} is not known; known are ${prompt}");
    }

    @Example
    void saysWhereItIsNotJson() {
        assertThatThrownBy(
                        () -> BodyTemplate.of("target.application.body", "{\"q\":${prompt},\n\"k\": }", Writing.JSON))
                .hasMessageStartingWith(
                        "target.application.body: with its places filled in this is not JSON, at line 2, column ");
    }

    private static String filled(String template, Writing writing, String prompt) {
        BodyTemplate compiled = BodyTemplate.of("body", template, writing);
        return text(compiled.fill(compiled.prepare(new ChatRequest("m", prompt, 5, true)), "r", 1));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
