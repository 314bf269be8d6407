package io.tokenweir.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.tokenweir.common.scenario.TargetSpec;
import io.tokenweir.protocol.provider.Api;

/**
 * What a stream of each API looks like, for the warm-up.
 *
 * @param begin events before the first token
 * @param delta event of one token
 * @param end events after the last token, with usage
 */
record WarmUpAnswer(String begin, String delta, String end) {

    /** Of the target's API; an application's is a simple one of the same sort. */
    static WarmUpAnswer of(TargetSpec target) {
        return target.isApplication()
                ? new WarmUpAnswer(": ready\n\n", "data: {\"text\":\" word\"}\n\n", "data: [DONE]\n\n")
                : of(Api.named(target.api()));
    }

    /** How an application is asked that answers so; null for a provider's API. */
    static JsonNode asked(TargetSpec target) {
        return target.isApplication()
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("body", "{\"question\":${prompt},\"request\":${requestId}}")
                        .put("answer", "$.text")
                : null;
    }

    static WarmUpAnswer of(Api api) {
        return switch (api) {
            case OPENAI_CHAT, AZURE_OPENAI ->
                new WarmUpAnswer(
                        chat("\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null"),
                        chat("\"delta\":{\"content\":\" word\"},\"finish_reason\":null"),
                        chat("\"delta\":{},\"finish_reason\":\"length\"") + usageAndDone());
            case OPENAI_COMPLETIONS ->
                new WarmUpAnswer(
                        ": ready\n\n",
                        chat("\"text\":\" word\",\"finish_reason\":null"),
                        chat("\"text\":\"\",\"finish_reason\":\"length\"") + usageAndDone());
            case OPENAI_RESPONSES ->
                new WarmUpAnswer(
                        typed("response.created", "\"response\":{\"id\":\"resp_w\",\"model\":\"warm\"}"),
                        typed(
                                "response.output_text.delta",
                                "\"item_id\":\"msg_w\",\"output_index\":0,\"delta\":\" word\""),
                        typed(
                                "response.completed",
                                "\"response\":{\"status\":\"completed\",\"usage\":" + usage() + "}"));
            case ANTHROPIC_MESSAGES ->
                new WarmUpAnswer(
                        typed(
                                        "message_start",
                                        "\"message\":{\"id\":\"msg_w\",\"model\":\"warm\",\"usage\":" + usage() + "}")
                                + typed("content_block_start", "\"content_block\":{\"type\":\"text\",\"text\":\"\"}"),
                        typed(
                                "content_block_delta",
                                "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" word\"}"),
                        typed("message_delta", "\"delta\":{\"stop_reason\":\"max_tokens\"},\"usage\":" + usage())
                                + typed("message_stop", "\"index\":0"));
        };
    }

    private static String chat(String choice) {
        return "data: {\"id\":\"chatcmpl-w\",\"object\":\"chat.completion.chunk\",\"model\":\"warm\","
                + "\"choices\":[{\"index\":0," + choice + "}]}\n\n";
    }

    private static String usageAndDone() {
        return "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":16,\"completion_tokens\":" + WarmUpServer.TOKENS
                + "}}\n\ndata: [DONE]\n\n";
    }

    private static String typed(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
    }

    private static String usage() {
        return "{\"input_tokens\":16,\"output_tokens\":" + WarmUpServer.TOKENS + "}";
    }
}
