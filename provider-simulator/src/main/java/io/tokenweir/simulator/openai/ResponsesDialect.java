package io.tokenweir.simulator.openai;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.serve.AnswerFrames;
import io.tokenweir.simulator.serve.Dialect;
import io.tokenweir.simulator.serve.Prepared;

/**
 * The Responses API.
 *
 * @param parameters those that a request may have
 * @param models what each of them takes
 */
record ResponsesDialect(
        VendorVoice voice, boolean obfuscation, Parameters parameters, ModelParameters models, StoredResponses stored)
        implements Dialect {

    /** @param project whose response it will be */
    ResponsesRequest read(Request request, String project) {
        JsonNode json = Fields.body(request);
        parameters.check(Parameters.Endpoint.RESPONSES, json);
        models.checkResponse(json.path("model").asText(), json);
        String previous = json.path("previous_response_id").asText("");
        ResponseStore.Thread before = previous.isEmpty() ? ResponseStore.Thread.NEW : stored.thread(previous, project);
        ResponseStore store = json.path("store").asBoolean(true) ? stored.store() : null;
        return new ResponsesReader(before, parameters.leastOutputTokens())
                .read(request, json, obfuscation, project, store);
    }

    @Override
    public Call read(Request request, KeyOwner owner) {
        ResponsesRequest asked = read(request, owner.project());
        return new Call() {
            @Override
            public ServedRequest request() {
                return asked.served();
            }

            @Override
            public AnswerFrames frames(Prepared prepared) {
                return new ResponsesFrames(asked, prepared);
            }
        };
    }
}
