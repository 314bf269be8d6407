package io.tokenweir.simulator.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.simulator.answer.Part;

/**
 * One output item of a response: its id, and how it looks when it is begun and when it is done.
 *
 * @param summary whether reasoning is shown
 */
record OutputItem(Part part, String id, String callId, boolean summary) {

    static OutputItem of(Part part, boolean summary) {
        String prefix = switch (part.kind()) {
            case REASONING -> "rs_";
            case TEXT, REFUSAL -> "msg_";
            case TOOL_CALL -> "fc_";
        };
        return new OutputItem(part, Ids.item(prefix), Ids.call(), summary);
    }

    /** @param status {@code in_progress}, {@code completed} or {@code incomplete} */
    Map<String, Object> as(String status) {
        boolean begun = status.equals("in_progress");
        String text = begun ? "" : part.tokens().text();
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", id);
        switch (part.kind()) {
            case REASONING -> {
                item.put("type", "reasoning");
                item.put("summary", summary && !begun ? List.of(summaryPart(text)) : List.of());
            }
            case TEXT, REFUSAL -> {
                item.put("type", "message");
                item.put("status", status);
                item.put("content", begun ? List.of() : List.of(contentPart(text)));
                item.put("role", "assistant");
            }
            case TOOL_CALL -> {
                item.put("type", "function_call");
                item.put("status", status);
                item.put("arguments", text);
                item.put("call_id", callId);
                item.put("name", part.name());
            }
        }
        return item;
    }

    /** The one part of a message's content. */
    Map<String, Object> contentPart(String text) {
        Map<String, Object> content = new LinkedHashMap<>();
        if (part.kind() == Part.Kind.REFUSAL) {
            content.put("type", "refusal");
            content.put("refusal", text);
            return content;
        }
        content.put("type", "output_text");
        content.put("annotations", List.of());
        content.put("logprobs", List.of());
        content.put("text", text);
        return content;
    }

    static Map<String, Object> summaryPart(String text) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("type", "summary_text");
        content.put("text", text);
        return content;
    }
}
