package io.tokenweir.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.api.ServedRequest;

/**
 * A request for a response that was understood.
 *
 * @param body as it came: a response repeats what was asked for
 * @param summary whether the reasoning is shown, as its summary
 * @param project whose response it will be
 * @param asked how long the request was, in bytes
 * @param thread what was said before the answer, without instructions
 * @param store where the response is kept; null: nowhere
 */
record ResponsesRequest(
        ServedRequest served,
        JsonNode body,
        boolean summary,
        boolean obfuscation,
        String project,
        int asked,
        ResponseStore.Thread thread,
        ResponseStore store) {

    /** Keeps the response to it, unless it asked for none to be kept. */
    void keep(String id, Map<String, Object> response, String said) {
        if (store != null) {
            List<String> texts = new ArrayList<>(thread.texts());
            texts.add(said);
            ResponseStore.Thread until = new ResponseStore.Thread(List.copyOf(texts), thread.question());
            store.keep(id, new ResponseStore.Kept(project, response, body.path("input"), until, asked));
        }
    }
}
