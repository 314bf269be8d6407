package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.tokenweir.simulator.Client.Answer;
import io.tokenweir.simulator.config.AnswerConfig;
import io.tokenweir.simulator.config.ApiConfig;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;

/** Responses that are asked for again, and gone on from. */
class ResponsesIT {
    private static SimulatedProvider provider;

    @BeforeAll
    static void start() {
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .mail(MailConfig.immediate())
                .answers(new AnswerConfig(AnswerConfig.Mode.ECHO))
                .model("quick", ModelConfig.fixed("quick-2026", 1, 0))
                .api(new ApiConfig(ApiConfig.Parameters.VENDOR, true, 3))
                .build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void givesAResponseAgainWholeOrStreamed() {
        Answer whole = create("'input':'hello river'");
        assertThat(get(whole.at("/id")).json()).isEqualTo(whole.json());

        String[] events =
                create("'stream':true,'input':'hello river'").response().body().split("\n\n");
        String completed = events[events.length - 1].replaceFirst("(?s).*\ndata: ", "");
        String id = completed.replaceAll(".*\"id\":\"(resp_[0-9a-f]+)\".*", "$1");
        assertThat(get(id).at("/output/0/content/0/text")).isEqualTo("hello river");
        assertThat(get(id).at("/status")).isEqualTo("completed");
    }

    @Test
    void forgetsAResponseThatIsDeletedOrWasNotToBeStoredOrIsAnothersOrIsTooOld() {
        String deleted = create("'input':'a'").at("/id");
        assertThat(client().delete("/responses/" + deleted).at("/deleted")).isEqualTo("true");
        String unstored = create("'store':false,'input':'a'").at("/id");
        String ours = create("'input':'a'").at("/id");

        for (Answer gone :
                List.of(get(deleted), get(unstored), client().as("sk-other").get("/responses/" + ours))) {
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.at("/error/message")).matches("Response with id 'resp_[0-9a-f]{48}' not found\\.");
        }
        for (int i = 0; i < 3; i++) {
            create("'input':'newer'");
        }
        assertThat(get(ours).status()).isEqualTo(404);
    }

    @Test
    void readsAgainWhatWasSaidBefore() {
        Answer first = create("'input':'one two three','instructions':'be short'");
        Answer second = create("'input':'four','previous_response_id':'" + first.at("/id") + "'");

        assertThat(second.at("/previous_response_id")).isEqualTo(first.at("/id"));
        // The first question, its echo and the new question; of each message four tokens more, and three of all.
        assertThat(second.at("/usage/input_tokens")).isEqualTo("22");
        Answer unknown = create("'input':'four','previous_response_id':'resp_0'");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.at("/error/code")).isEqualTo("previous_response_not_found");
        assertThat(unknown.at("/error/param")).isEqualTo("previous_response_id");
    }

    @Test
    void listsTheInputItemsTheNewestFirst() {
        String id = create(
                        "'input':[{'role':'user','content':'a'},{'role':'assistant','content':'b'},{'role':'user','content':'c'}]")
                .at("/id");
        JsonNode page =
                client().get("/responses/" + id + "/input_items?limit=2").json();
        JsonNode rest = client().get("/responses/" + id + "/input_items?after="
                        + page.path("last_id").asText())
                .json();

        assertThat(page.at("/data/0/content/0").toString()).isEqualTo("{\"type\":\"input_text\",\"text\":\"c\"}");
        assertThat(page.at("/data/1/content/0/type").asText()).isEqualTo("output_text");
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(rest.path("data")).hasSize(1);
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(rest.at("/data/0/id").asText()).startsWith("msg_");
    }

    @Test
    void refusesToCancelWhatIsOverAndToAnswerTooShortlyAndUnknownParameters() {
        String id = create("'input':'a'").at("/id");

        assertThat(client().post("/responses/" + id + "/cancel", "").at("/error/message"))
                .isEqualTo("Cannot cancel a synchronous response.");
        Answer shortly = create("'input':'a','max_output_tokens':15");
        assertThat(shortly.status()).isEqualTo(400);
        assertThat(shortly.at("/error/code")).isEqualTo("integer_below_min_value");
        Answer unknown = create("'input':'a','top_k':1");
        assertThat(unknown.at("/error/message")).isEqualTo("Unknown parameter: 'top_k'.");
        assertThat(unknown.at("/error/param") + unknown.at("/error/code")).isEqualTo("top_kunknown_parameter");
    }

    @Test
    void countsTheTokensOfARequestWithoutAnswering() {
        Answer counted = client().post("/responses/input_tokens", "{'model':'quick','input':'hello river'}");

        assertThat(counted.at("/object")).isEqualTo("response.input_tokens");
        assertThat(counted.at("/input_tokens"))
                .isEqualTo(create("'input':'hello river'").at("/usage/input_tokens"));
    }

    private static Answer create(String fields) {
        return client().post("/responses", "{'model':'quick'," + fields + "}");
    }

    private static Answer get(String id) {
        return client().get("/responses/" + id);
    }

    private static Client client() {
        return new Client(provider.apiUrl(), "sk-a");
    }
}
