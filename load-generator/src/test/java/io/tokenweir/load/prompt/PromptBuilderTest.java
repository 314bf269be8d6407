package io.tokenweir.load.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.tokenweir.protocol.provider.OpenAiChatAdapter;

class PromptBuilderTest {
    private static final PromptBuilder BUILDER = new PromptBuilder(new PromptForm(new OpenAiChatAdapter(), null), 42);

    @Test
    void buildsPromptsOfExactlySoManyTokens() throws Exception {
        for (int tokens : new int[] {1, 7, 511, 512, 513, 3_000}) {
            assertThat(BUILDER.count(text(BUILDER.unique(tokens, tokens)))).isEqualTo(tokens);
            assertThat(BUILDER.count(text(BUILDER.withPrefixes(new long[] {1, 2, 3}, tokens, 9))))
                    .isEqualTo(tokens);
        }
    }

    @Test
    void sharesPrefixesBetweenPromptsWithEqualIds() throws Exception {
        String first = text(BUILDER.withPrefixes(new long[] {1, 2, 3}, 1_200, 1));
        String second = text(BUILDER.withPrefixes(new long[] {1, 2, 4}, 1_500, 2));
        int common = 0;
        while (common < first.length() && first.charAt(common) == second.charAt(common)) {
            common++;
        }
        String shared = first.substring(0, first.lastIndexOf(' ', common));
        assertThat(BUILDER.count(shared)).isBetween(1_024, 1_026);
    }

    @Test
    void buildsTheSamePromptFromTheSameSeed() throws Exception {
        PromptBuilder again = new PromptBuilder(new PromptForm(new OpenAiChatAdapter(), null), 42);
        assertThat(text(again.unique(5, 50))).isEqualTo(text(BUILDER.unique(5, 50)));
        assertThat(text(again.unique(6, 50))).isNotEqualTo(text(BUILDER.unique(5, 50)));
    }

    @Test
    void encodesABodyOncePerModelAndLength() {
        Prompt prompt = BUILDER.unique(1, 5);
        assertThat(prompt.body("m", 8)).isSameAs(prompt.body("m", 8)).isNotEqualTo(prompt.body("m", 9));
    }

    private static String text(Prompt prompt) throws Exception {
        return new ObjectMapper()
                .readTree(prompt.body("m", 1))
                .at("/messages/0/content")
                .asText();
    }
}
