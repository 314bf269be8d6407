package io.tokenweir.simulator.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.tokenweir.simulator.http.Json;

/**
 * The frames of one streamed answer, as bytes: what stands before and after the text of a token is the same in all its
 * chunks and is assembled once.
 */
final class SseFrames {
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);
    /** Random letters to cut padding from; what they are does not matter, only how many. */
    private static final String PADDING = "q7Zt1mXb9KcVw3Lr";

    private final byte[] role;
    private final byte[] beforeToken;
    private final byte[] afterToken;
    private final byte[] afterPadding;
    private final byte[] finish;
    private final byte[] usage;

    /** @param finishReason of the last choice chunk */
    SseFrames(
            CompletionRequest request,
            String id,
            long createdSeconds,
            String snapshot,
            String finishReason,
            Usage usage) {
        String object = request.chat() ? "chat.completion.chunk" : "text_completion";
        String head = "data: {\"id\":\"" + id + "\",\"object\":\"" + object + "\",\"created\":" + createdSeconds
                + ",\"model\":" + quoted(snapshot)
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
            finish = (open + "{},\"logprobs\":null,\"finish_reason\":\"" + finishReason + "\"}]" + usageNull + end)
                    .getBytes(UTF_8);
        } else {
            String open = head + ",\"choices\":[{\"index\":0,\"text\":\"";
            role = new byte[0];
            beforeToken = open.getBytes(UTF_8);
            afterToken = ("\",\"logprobs\":null,\"finish_reason\":null}]" + usageNull + padding).getBytes(UTF_8);
            finish = (open + "\",\"logprobs\":null,\"finish_reason\":\"" + finishReason + "\"}]" + usageNull + end)
                    .getBytes(UTF_8);
        }
        afterPadding = (request.obfuscation() ? "\"" + end : end).getBytes(UTF_8);
        this.usage = request.includeUsage()
                ? (head + ",\"choices\":[],\"usage\":" + json(usage.toJson()) + end).getBytes(UTF_8)
                : new byte[0];
    }

    /** The role-only first delta. */
    void role(ChunkWriter out) {
        out.add(role);
    }

    void token(ChunkWriter out, byte[] text, boolean padded) {
        out.add(beforeToken);
        out.add(text);
        out.add(afterToken);
        if (padded) {
            out.add(PADDING.substring(0, Math.floorMod(7 * text.length + text[text.length - 1], PADDING.length()))
                    .getBytes(UTF_8));
        }
        out.add(afterPadding);
    }

    /** The finish chunk, the usage chunk if it was asked for, and the terminal marker. */
    void end(ChunkWriter out) {
        out.add(finish);
        out.add(usage);
        out.add(DONE);
    }

    private static String quoted(String text) {
        return json(text);
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Token counts of an answer. */
    record Usage(int prompt, int completion) {
        Map<String, Object> toJson() {
            Map<String, Object> usage = new java.util.LinkedHashMap<>();
            usage.put("prompt_tokens", prompt);
            usage.put("completion_tokens", completion);
            usage.put("total_tokens", prompt + completion);
            usage.put("prompt_tokens_details", Map.of("cached_tokens", 0));
            usage.put("completion_tokens_details", Map.of("reasoning_tokens", 0));
            return usage;
        }
    }
}
