package io.tokenweir.simulator.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.simulator.answer.Choice;
import io.tokenweir.simulator.answer.Part;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.serve.AnswerFrames;
import io.tokenweir.simulator.serve.ChunkWriter;
import io.tokenweir.simulator.serve.Prepared;

/** One response: an output item for each part of the answer, opened, filled token by token, and closed. */
final class ResponsesFrames implements AnswerFrames {
    private final ResponsesRequest request;
    private final Choice choice;
    private final ResponseBody body;
    private final boolean summary;
    private final List<OutputItem> items;
    private final EventWriter events;
    private final List<Map<String, Object>> done = new ArrayList<>();
    private int index;
    private int itemStart;
    private EventWriter.Delta delta;

    ResponsesFrames(ResponsesRequest request, Prepared prepared) {
        this.request = request;
        choice = prepared.answer().choices().get(0);
        body = new ResponseBody(request, prepared);
        summary = request.summary();
        events = new EventWriter(request.obfuscation());
        items = choice.parts().stream()
                .filter(part -> part.tokens().count() > 0)
                .map(part -> OutputItem.of(part, summary))
                .toList();
    }

    @Override
    public void begin(ChunkWriter out) {
        Map<String, Object> response = body.of("in_progress", List.of(), null);
        events.event(out, "response.created", Map.of("response", response));
        events.event(out, "response.in_progress", Map.of("response", response));
    }

    @Override
    public void token(ChunkWriter out, int i) {
        OutputItem item = items.get(index);
        if (i == itemStart) {
            open(out, item);
        }
        if (delta != null) {
            events.delta(out, delta, item.part().tokens().bytes(i - itemStart));
        }
        if (i + 1 == itemStart + item.part().tokens().count()) {
            close(out, item);
            itemStart = i + 1;
            index++;
        }
    }

    private void open(ChunkWriter out, OutputItem item) {
        events.event(out, "response.output_item.added", fields("output_index", index, "item", item.as("in_progress")));
        String where = ",\"item_id\":\"" + item.id() + "\",\"output_index\":" + index;
        switch (item.part().kind()) {
            case REASONING -> {
                if (summary) {
                    events.event(out, "response.reasoning_summary_part.added", summaryFields(item, ""));
                }
                delta = summary
                        ? EventWriter.Delta.of(
                                "response.reasoning_summary_text.delta", where + ",\"summary_index\":0", false)
                        : null;
            }
            case TEXT -> {
                events.event(out, "response.content_part.added", contentFields(item, "part", item.contentPart("")));
                delta = EventWriter.Delta.of("response.output_text.delta", where + ",\"content_index\":0", true);
            }
            case REFUSAL -> {
                events.event(out, "response.content_part.added", contentFields(item, "part", item.contentPart("")));
                delta = EventWriter.Delta.of("response.refusal.delta", where + ",\"content_index\":0", false);
            }
            case TOOL_CALL -> delta = EventWriter.Delta.of("response.function_call_arguments.delta", where, false);
        }
    }

    private void close(ChunkWriter out, OutputItem item) {
        String text = item.part().tokens().text();
        switch (item.part().kind()) {
            case REASONING -> {
                if (summary) {
                    Map<String, Object> said = fields("item_id", item.id(), "output_index", index);
                    said.putAll(fields("summary_index", 0, "text", text));
                    events.event(out, "response.reasoning_summary_text.done", said);
                    events.event(out, "response.reasoning_summary_part.done", summaryFields(item, text));
                }
            }
            case TEXT -> {
                Map<String, Object> said = contentFields(item, "text", text);
                said.put("logprobs", List.of());
                events.event(out, "response.output_text.done", said);
                events.event(out, "response.content_part.done", contentFields(item, "part", item.contentPart(text)));
            }
            case REFUSAL -> {
                events.event(out, "response.refusal.done", contentFields(item, "refusal", text));
                events.event(out, "response.content_part.done", contentFields(item, "part", item.contentPart(text)));
            }
            case TOOL_CALL -> {
                Map<String, Object> said = fields("item_id", item.id(), "output_index", index);
                said.putAll(fields("name", item.part().name(), "arguments", text));
                events.event(out, "response.function_call_arguments.done", said);
            }
        }
        Map<String, Object> finished = item.as(status(index));
        done.add(finished);
        events.event(out, "response.output_item.done", fields("output_index", index, "item", finished));
    }

    /** An item is complete unless it is the one that the answer was cut in. */
    private String status(int item) {
        return item + 1 == items.size() ? ResponseBody.status(choice) : "completed";
    }

    private Map<String, Object> contentFields(OutputItem item, String name, Object value) {
        Map<String, Object> fields = fields("item_id", item.id(), "output_index", index);
        fields.putAll(fields("content_index", 0, name, value));
        return fields;
    }

    private Map<String, Object> summaryFields(OutputItem item, String text) {
        Map<String, Object> fields = fields("item_id", item.id(), "output_index", index);
        fields.putAll(fields("summary_index", 0, "part", OutputItem.summaryPart(text)));
        return fields;
    }

    private static Map<String, Object> fields(String one, Object first, String two, Object second) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(one, first);
        fields.put(two, second);
        return fields;
    }

    @Override
    public void end(ChunkWriter out) {
        String status = ResponseBody.status(choice);
        events.event(out, "response." + status, Map.of("response", kept(status, done, null)));
    }

    /** The response at its end, which the store keeps if it may. */
    private Map<String, Object> kept(String status, List<Map<String, Object>> output, Map<String, Object> error) {
        Map<String, Object> response = body.of(status, output, error);
        request.keep(body.id(), response, choice.text(Part.Kind.TEXT));
        return response;
    }

    /** What went wrong in the model ends the response as failed; anything else is an event of its own. */
    @Override
    public void error(ChunkWriter out, ServedError error) {
        Map<String, Object> said = OpenAiVoice.error(error);
        boolean failed = error.kind() == ServedError.Kind.SERVER_ERROR || error.kind() == ServedError.Kind.RATE_LIMIT;
        String code = said.get("code") == null ? String.valueOf(said.get("type")) : String.valueOf(said.get("code"));
        if (failed) {
            Map<String, Object> why = fields("code", code, "message", said.get("message"));
            events.event(out, "response.failed", Map.of("response", kept("failed", done, why)));
        } else {
            Map<String, Object> fields = fields("code", code, "message", said.get("message"));
            fields.put("param", said.get("param"));
            events.event(out, "error", fields);
        }
    }

    @Override
    public Response whole() {
        List<Map<String, Object>> output = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            output.add(items.get(i).as(status(i)));
        }
        return Response.json(200, kept(ResponseBody.status(choice), output, null));
    }

    @Override
    public String finish() {
        String reason = ResponseBody.incompleteReason(choice);
        return reason == null ? "completed" : reason;
    }
}
