package io.tokenweir.tap.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestFactsTest {
    @Test
    void takesTheLastMessageOfTheUserFromAConversation() {
        RequestFacts facts =
                read("{\"model\":\"m\",\"max_tokens\":7,\"messages\":[{\"role\":\"user\",\"content\":\"old\"},"
                        + "{\"role\":\"assistant\",\"content\":\"said\"},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"new\"}]}]}");

        assertThat(facts).isEqualTo(new RequestFacts("m", 7, "new\n"));
    }

    @Test
    void takesPromptsAndInputsThatAreTexts() {
        assertThat(read("{\"model\":\"m\",\"prompt\":[\"one\",\"two\"]}").asked())
                .isEqualTo("one\ntwo\n");
        assertThat(read("{\"model\":\"m\",\"input\":\"three\"}").asked()).isEqualTo("three\n");
    }

    @Test
    void knowsNothingOfABodyThatIsNoJson() {
        assertThat(read("model=m")).isEqualTo(RequestFacts.UNKNOWN);
    }

    private static RequestFacts read(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return RequestFacts.read(bytes, bytes.length);
    }
}
