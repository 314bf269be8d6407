package io.tokenweir.simulator.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.simulator.answer.Choice;
import io.tokenweir.simulator.answer.Part;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.serve.AnswerFrames;
import io.tokenweir.simulator.serve.ChunkWriter;
import io.tokenweir.simulator.serve.Prepared;

/**
 * One message: blocks of content, each opened, filled token by token, and closed; a ping after the first was
 * opened, and in every long silence.
 */
final class MessageFrames implements AnswerFrames {
    private static final byte[] PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n".getBytes(UTF_8);
    private static final byte[] AFTER_TOKEN = "\"}}\n\n".getBytes(UTF_8);

    private final Prepared prepared;
    private final Choice choice;
    private final String id = Ids.message();
    private int part;
    private int partStart;
    private int block = -1;
    private byte[] beforeToken;

    MessageFrames(Prepared prepared) {
        this.prepared = prepared;
        choice = prepared.answer().choices().get(0);
    }

    @Override
    public void begin(ChunkWriter out) {
        Map<String, Object> start = new LinkedHashMap<>();
        start.put("message", MessageBody.opening(prepared, id));
        event(out, "message_start", start);
    }

    @Override
    public void token(ChunkWriter out, int i) {
        while (i - partStart >= choice.parts().get(part).tokens().count()) {
            partStart += choice.parts().get(part).tokens().count();
            part++;
        }
        Part said = choice.parts().get(part);
        if (i == partStart) {
            open(out, said);
        }
        out.add(beforeToken);
        out.add(said.tokens().bytes(i - partStart));
        out.add(AFTER_TOKEN);
        if (i + 1 == partStart + said.tokens().count()) {
            close(out, said);
        }
    }

    private void open(ChunkWriter out, Part said) {
        block++;
        Map<String, Object> start = new LinkedHashMap<>();
        start.put("index", block);
        start.put("content_block", MessageBody.block(said, "", Ids.toolUse()));
        event(out, "content_block_start", start);
        if (block == 0) {
            out.add(PING);
        }
        String delta = switch (said.kind()) {
            case REASONING -> "thinking_delta\",\"thinking";
            case TEXT, REFUSAL -> "text_delta\",\"text";
            case TOOL_CALL -> "input_json_delta\",\"partial_json";
        };
        beforeToken = ("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":" + block
                        + ",\"delta\":{\"type\":\"" + delta + "\":\"")
                .getBytes(UTF_8);
    }

    private void close(ChunkWriter out, Part said) {
        Map<String, Object> at = new LinkedHashMap<>();
        at.put("index", block);
        if (said.kind() == Part.Kind.REASONING) {
            Map<String, Object> delta = new LinkedHashMap<>(at);
            delta.put("delta", Map.of("type", "signature_delta", "signature", MessageBody.SIGNATURE));
            event(out, "content_block_delta", delta);
        }
        event(out, "content_block_stop", at);
    }

    @Override
    public void silence(ChunkWriter out) {
        out.add(PING);
    }

    @Override
    public void end(ChunkWriter out) {
        Map<String, Object> delta = new LinkedHashMap<>();
        delta.put("delta", MessageBody.ending(finish(), choice));
        delta.put("usage", MessageBody.usage(prepared, choice.tokens()));
        event(out, "message_delta", delta);
        event(out, "message_stop", Map.of());
    }

    @Override
    public void error(ChunkWriter out, ServedError error) {
        AnthropicErrors known = AnthropicErrors.of(error.kind());
        Map<String, Object> body = AnthropicVoice.body(known.type(), known.message(error));
        out.add(("event: error\ndata: " + Json.text(body) + "\n\n").getBytes(UTF_8));
    }

    @Override
    public Response whole() {
        return Response.json(200, MessageBody.whole(prepared, id));
    }

    @Override
    public String finish() {
        return MessageBody.stopReason(choice);
    }

    private static void event(ChunkWriter out, String type, Map<String, Object> fields) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", type);
        data.putAll(fields);
        out.add(("event: " + type + "\ndata: " + Json.text(data) + "\n\n").getBytes(UTF_8));
    }
}
