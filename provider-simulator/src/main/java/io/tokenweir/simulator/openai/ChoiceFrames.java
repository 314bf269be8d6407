package io.tokenweir.simulator.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.EnumMap;
import java.util.Map;

import io.tokenweir.simulator.answer.Choice;
import io.tokenweir.simulator.answer.Ending;
import io.tokenweir.simulator.answer.Part;
import io.tokenweir.simulator.answer.Tokens;
import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.serve.ChunkWriter;

/**
 * The chunks of one choice. What stands before the text of a token is the same in all chunks of a stream and is assembled
 * once; what stands after it is the same in all streams of a {@link Kind}. Not thread-safe.
 */
final class ChoiceFrames {
    /** Random letters to cut padding from; what they are does not matter, only how many. */
    private static final byte[][] PADDINGS = paddings("q7Zt1mXb9KcVw3Lr");

    private final CompletionRequest request;
    private final Choice choice;
    private final int tokens;
    private final byte[] open;
    private final Kind kind;
    private final String echo;
    private final boolean obfuscation;
    private final boolean logprobs;
    /** What is being said, and which tokens of the choice that is: a token should not look for it again. */
    private Part said;

    private Tokens saidTokens;
    private int part = -1;
    private int partStart;
    private int partEnd;
    private boolean finished;

    /** What streams of one kind have in common. */
    private static final class Kind {
        private static final Kind[] KINDS = new Kind[8];

        static {
            for (int i = 0; i < KINDS.length; i++) {
                KINDS[i] = new Kind((i & 1) != 0, (i & 2) != 0, (i & 4) != 0);
            }
        }

        private final String close;
        private final byte[] beforeText;
        private final byte[] beforeRefusal;
        private final byte[] afterText;
        private final byte[] afterPadding;
        private final byte[] role;
        private final byte[] roleOfCall;
        private final Map<Ending, byte[]> finish = new EnumMap<>(Ending.class);

        private Kind(boolean chat, boolean usage, boolean padded) {
            close = "\"logprobs\":null,\"finish_reason\":null}]" + (usage ? ",\"usage\":null" : "");
            beforeText = (chat ? "\"content\":\"" : "").getBytes(UTF_8);
            beforeRefusal = (chat ? "\"refusal\":\"" : "").getBytes(UTF_8);
            afterText = ((chat ? "\"}," : "\",") + close + (padded ? ",\"obfuscation\":\"" : "")).getBytes(UTF_8);
            afterPadding = (padded ? "\"}\n\n" : "}\n\n").getBytes(UTF_8);
            role = role("\"\"");
            roleOfCall = role("null");
            for (Ending ending : Ending.values()) {
                String reason = "\"finish_reason\":\"" + reason(ending) + "\"";
                String closed = close.replace("\"finish_reason\":null", reason);
                finish.put(ending, ((chat ? "}," : "\",") + closed + "}\n\n").getBytes(UTF_8));
            }
        }

        private byte[] role(String content) {
            return ("\"role\":\"assistant\",\"content\":" + content + ",\"refusal\":null}," + close + "}\n\n")
                    .getBytes(UTF_8);
        }

        static Kind of(CompletionRequest request) {
            return KINDS[(request.chat() ? 1 : 0) + (request.includeUsage() ? 2 : 0) + (request.obfuscation() ? 4 : 0)];
        }
    }

    /** @param head the chunk up to its choices */
    ChoiceFrames(CompletionRequest request, Choice choice, int index, String head) {
        this.request = request;
        this.choice = choice;
        kind = Kind.of(request);
        tokens = choice.tokens();
        echo = request.echo(index);
        obfuscation = request.obfuscation();
        logprobs = request.logprobs() != Logprobs.NONE;
        String filters = request.azure() ? "\"content_filter_results\":{}," : "";
        String text = request.chat() ? "\"delta\":{" : "\"text\":\"";
        open = (head + ",\"choices\":[{\"index\":" + index + "," + filters + text).getBytes(UTF_8);
    }

    /** The role-only first delta; for legacy completions, the prompt when it is to be echoed. */
    void begin(ChunkWriter out) {
        if (request.chat()) {
            out.add(open);
            out.add(choice.has(Part.Kind.TOOL_CALL) ? kind.roleOfCall : kind.role);
        } else if (!echo.isEmpty()) {
            String escaped = Json.text(echo);
            out.add(open);
            out.add((escaped.substring(1) + "," + kind.close + "}\n\n").getBytes(UTF_8));
        }
    }

    /** Token {@code i}, which is the next one. */
    void token(ChunkWriter out, int i) {
        if (i >= tokens) {
            return;
        }
        while (i >= partEnd) {
            part++;
            said = choice.parts().get(part);
            saidTokens = said.tokens();
            partStart = partEnd;
            partEnd += saidTokens.count();
        }
        byte[] text = saidTokens.bytes(i - partStart);
        switch (said.kind()) {
            case REASONING -> {
                // It is paid for and takes its time, but this API does not show it.
            }
            case TEXT -> text(out, kind.beforeText, text, i - partStart);
            case REFUSAL -> text(out, kind.beforeRefusal, text, i - partStart);
            case TOOL_CALL -> {
                if (i == partStart) {
                    call(out);
                }
                arguments(out, text);
            }
        }
    }

    private void text(ChunkWriter out, byte[] before, byte[] text, int i) {
        out.add(open);
        out.add(before);
        out.add(text);
        out.add(logprobs ? afterText(i) : kind.afterText);
        if (obfuscation) {
            int last = text.length == 0 ? 0 : text[text.length - 1];
            out.add(PADDINGS[Math.floorMod(7 * text.length + last, PADDINGS.length)]);
        }
        out.add(kind.afterPadding);
    }

    private static byte[][] paddings(String letters) {
        byte[][] paddings = new byte[letters.length()][];
        for (int i = 0; i < paddings.length; i++) {
            paddings[i] = letters.substring(0, i).getBytes(UTF_8);
        }
        return paddings;
    }

    /** What stands after a token whose probability is wanted. */
    private byte[] afterText(int i) {
        String likely = request.chat()
                ? Logprobs.chunk(said, i, request.logprobs())
                : Json.text(Logprobs.legacy(said.tokens(), i, i + 1, request.logprobs()));
        return new String(kind.afterText, UTF_8)
                .replace("\"logprobs\":null", "\"logprobs\":" + likely)
                .getBytes(UTF_8);
    }

    /** Where the call stands among the calls of this choice. */
    private int callIndex() {
        int index = 0;
        for (Part earlier : choice.parts().subList(0, part)) {
            index += earlier.kind() == Part.Kind.TOOL_CALL ? 1 : 0;
        }
        return index;
    }

    private void call(ChunkWriter out) {
        out.add(open);
        out.add(("\"tool_calls\":[{\"index\":" + callIndex() + ",\"id\":\"" + Ids.call()
                        + "\",\"type\":\"function\",\"function\":{\"name\":" + Json.text(said.name())
                        + ",\"arguments\":\"\"}}]}," + kind.close + "}\n\n")
                .getBytes(UTF_8));
    }

    private void arguments(ChunkWriter out, byte[] text) {
        out.add(open);
        out.add(("\"tool_calls\":[{\"index\":" + callIndex() + ",\"function\":{\"arguments\":\"").getBytes(UTF_8));
        out.add(text);
        out.add(("\"}}]}," + kind.close + "}\n\n").getBytes(UTF_8));
    }

    /** The finish chunk, once, when all {@code said} tokens were the choice's. */
    void finish(ChunkWriter out, int said) {
        if (!finished && said >= tokens) {
            finished = true;
            out.add(open);
            out.add(kind.finish.get(choice.ending()));
        }
    }

    String reason() {
        return reason(choice.ending());
    }

    static String reason(Ending ending) {
        return switch (ending) {
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
            case STOP, STOP_SEQUENCE, REFUSAL -> "stop";
        };
    }
}
