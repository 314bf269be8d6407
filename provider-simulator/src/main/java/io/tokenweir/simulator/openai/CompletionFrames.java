package io.tokenweir.simulator.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.simulator.answer.Choice;
import io.tokenweir.simulator.answer.Ending;
import io.tokenweir.simulator.answer.Part;
import io.tokenweir.simulator.answer.Tokens;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.serve.AnswerFrames;
import io.tokenweir.simulator.serve.ChunkWriter;
import io.tokenweir.simulator.serve.Prepared;

/**
 * One completion in OpenAI's format. What stands before and after the text of a token is the same in all chunks of a
 * stream and is assembled once.
 */
final class CompletionFrames implements AnswerFrames {
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);
    /** Random letters to cut padding from; what they are does not matter, only how many. */
    private static final String PADDING = "q7Zt1mXb9KcVw3Lr";

    private final CompletionRequest request;
    private final Prepared prepared;
    private final Choice choice;
    private final Tokens tokens;
    private final String id;
    private final byte[] role;
    private final byte[] beforeToken;
    private final byte[] afterToken;
    private final byte[] afterPadding;
    private final byte[] finish;
    private final byte[] usage;

    CompletionFrames(CompletionRequest request, Prepared prepared) {
        this.request = request;
        this.prepared = prepared;
        choice = prepared.answer().choices().get(0);
        tokens = choice.parts().get(0).tokens();
        id = Ids.completion(request.chat());
        String object = request.chat() ? "chat.completion.chunk" : "text_completion";
        String head = "data: {\"id\":\"" + id + "\",\"object\":\"" + object + "\",\"created\":"
                + prepared.createdSeconds() + ",\"model\":" + Json.text(prepared.snapshot())
                + ",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_tokenweir\"";
        String usageNull = request.includeUsage() ? ",\"usage\":null" : "";
        String padding = request.obfuscation() ? ",\"obfuscation\":\"" : "";
        String end = "}\n\n";
        if (request.chat()) {
            String open = head + ",\"choices\":[{\"index\":0,\"delta\":";
            role = (open
                            + "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":null}]"
                            + usageNull + end)
                    .getBytes(UTF_8);
            beforeToken = (open + "{\"content\":\"").getBytes(UTF_8);
            afterToken = ("\"},\"logprobs\":null,\"finish_reason\":null}]" + usageNull + padding).getBytes(UTF_8);
            finish = (open + "{},\"logprobs\":null,\"finish_reason\":\"" + finish() + "\"}]" + usageNull + end)
                    .getBytes(UTF_8);
        } else {
            String open = head + ",\"choices\":[{\"index\":0,\"text\":\"";
            role = new byte[0];
            beforeToken = open.getBytes(UTF_8);
            afterToken = ("\",\"logprobs\":null,\"finish_reason\":null}]" + usageNull + padding).getBytes(UTF_8);
            finish = (open + "\",\"logprobs\":null,\"finish_reason\":\"" + finish() + "\"}]" + usageNull + end)
                    .getBytes(UTF_8);
        }
        afterPadding = (request.obfuscation() ? "\"" + end : end).getBytes(UTF_8);
        usage = request.includeUsage()
                ? (head + ",\"choices\":[],\"usage\":" + Json.text(usage()) + end).getBytes(UTF_8)
                : new byte[0];
    }

    @Override
    public void begin(ChunkWriter out) {
        out.add(role);
    }

    @Override
    public void token(ChunkWriter out, int i) {
        byte[] text = tokens.bytes(i);
        out.add(beforeToken);
        out.add(text);
        out.add(afterToken);
        if (request.obfuscation()) {
            out.add(PADDING.substring(0, Math.floorMod(7 * text.length + text[text.length - 1], PADDING.length()))
                    .getBytes(UTF_8));
        }
        out.add(afterPadding);
    }

    /** The finish chunk, the usage chunk if it was asked for, and the terminal marker. */
    @Override
    public void end(ChunkWriter out) {
        out.add(finish);
        out.add(usage);
        out.add(DONE);
    }

    @Override
    public void error(ChunkWriter out, ServedError error) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", error.getMessage());
        body.put("type", "server_error");
        body.put("param", error.param());
        body.put("code", error.code());
        out.add(("data: " + Json.text(Map.of("error", body)) + "\n\n").getBytes(UTF_8));
    }

    @Override
    public String finish() {
        return choice.ending() == Ending.LENGTH ? "length" : "stop";
    }

    @Override
    public Response whole() {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("index", 0);
        if (request.chat()) {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("role", "assistant");
            message.put("content", choice.text(Part.Kind.TEXT));
            message.put("refusal", null);
            said.put("message", message);
        } else {
            said.put("text", choice.text(Part.Kind.TEXT));
        }
        said.put("logprobs", null);
        said.put("finish_reason", finish());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("object", request.chat() ? "chat.completion" : "text_completion");
        body.put("created", prepared.createdSeconds());
        body.put("model", prepared.snapshot());
        body.put("choices", List.of(said));
        body.put("usage", usage());
        body.put("service_tier", "default");
        body.put("system_fingerprint", "fp_tokenweir");
        return Response.json(200, body);
    }

    private Map<String, Object> usage() {
        int completion = prepared.answer().tokens();
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("prompt_tokens", prepared.promptTokens());
        counts.put("completion_tokens", completion);
        counts.put("total_tokens", prepared.promptTokens() + completion);
        counts.put("prompt_tokens_details", Map.of("cached_tokens", prepared.cachedTokens()));
        counts.put("completion_tokens_details", Map.of("reasoning_tokens", 0));
        return counts;
    }
}
