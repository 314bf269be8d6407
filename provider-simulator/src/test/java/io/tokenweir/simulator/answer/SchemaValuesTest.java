package io.tokenweir.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.simulator.http.Json;

class SchemaValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'string'}                                  | go to Oslo now             | 'now'",
                "{'type':'string','format':'date'}                  | today                      | '2026-01-01'",
                "{'enum':['red','green']}                           | a green boat               | 'green'",
                "{'enum':['red','green']}                           | a blue boat                | 'red'",
                "{'const':7}                                        | anything                   | 7",
                "{'type':['null','integer']}                        | 12 of 30                   | 12",
                "{'type':'integer','minimum':20}                    | 12 of 30                   | 20",
                "{'type':'number'}                                  | about 2.5 metres           | 2.5",
                "{'type':'array','items':{'type':'integer'},'minItems':2} | 3 and 4              | [3,4]",
                "{'anyOf':[{'type':'null'},{'type':'boolean'}]}     | x                          | false",
            })
    void takesTheValueFromTheQuestionAsTheRulesSay(String schema, String question, String value) throws IOException {
        assertThat(of(schema, question)).isEqualTo(value.replace('\'', '"'));
    }

    @Test
    void fillsEveryPropertyInTheSchemasOrderAndBelievesWhatTheQuestionSaysOfOne() throws IOException {
        String schema = "{'properties':{'city':{'type':'string'},'days':{'type':'integer'},'hot':{'type':'boolean'}}}";

        assertThat(of(schema, "hot? days=5, city: \"New York\" 77"))
                .isEqualTo("{\"city\":\"New York\",\"days\":5,\"hot\":true}");
    }

    @Test
    void followsReferencesAndEndsWhereASchemaHoldsItself() throws IOException {
        String schema = "{'$ref':'#/$defs/node','$defs':{'node':{'type':'object','properties':{'n':{'type':'integer'},"
                + "'next':{'$ref':'#/$defs/node'}}}}}";

        assertThat(of(schema, "1 2 3")).startsWith("{\"n\":1,\"next\":{\"n\":2,\"next\":{\"n\":3,");
    }

    private static String of(String schema, String question) throws IOException {
        return SchemaValues.of(Json.MAPPER.readTree(schema.replace('\'', '"')), new Question(question))
                .toString();
    }
}
