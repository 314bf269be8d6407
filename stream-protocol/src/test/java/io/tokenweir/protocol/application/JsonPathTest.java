package io.tokenweir.protocol.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    private static final String JSON =
            "{\"answer\":\"a\",\"parts\":[{\"text\":\"b\"},{\"text\":\"c\"},{\"other\":null}],"
                    + "\"odd name\":{\"deep.er\":7},\"no\":null}";

    @ParameterizedTest
    @CsvSource({
        "$.answer, a",
        "$['answer'], a",
        "$.parts[0].text, b",
        "$.parts[-2].text, c",
        "$.parts[*].text, bc",
        "$['odd name']['deep.er'], 7",
        "$.no, ''",
        "$.parts, ''",
        "$.parts[9].text, ''",
        "$.parts[-9].text, ''",
        "$.answer.deeper, ''"
    })
    void findsTexts(String path, String expected) throws Exception {
        JsonNode root = new ObjectMapper().readTree(JSON);

        assertThat(JsonPath.of("here", path).text(root)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "", "$..answer", "$.parts[?(@.x)]", "$.parts[0:2]", "$.", "$.a b", "$x"})
    void saysWhereItDoesNotUnderstand(String path) {
        assertThatThrownBy(() -> JsonPath.of("target.application.answer", path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("target.application.answer: '" + path + "'");
    }

    @Test
    void theRootIsTheWhole() {
        assertThat(JsonPath.of("here", "$").isWhole()).isTrue();
        assertThat(JsonPath.of("here", "$.a").isWhole()).isFalse();
    }
}
