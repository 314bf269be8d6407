package io.tokenweir.simulator.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.stream.IntStream;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.serve.AnswerFrames;
import io.tokenweir.simulator.serve.ChunkWriter;
import io.tokenweir.simulator.serve.Prepared;

/** One chat completion or legacy completion in OpenAI's format. */
final class CompletionFrames implements AnswerFrames {
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(UTF_8);

    private final CompletionRequest request;
    private final Prepared prepared;
    private final String id;
    private final String head;
    private final ChoiceFrames[] choices;
    private final int lastStep;

    CompletionFrames(CompletionRequest request, Prepared prepared) {
        this.request = request;
        this.prepared = prepared;
        id = Ids.completion(request.chat());
        String object = request.chat() ? "chat.completion.chunk" : "text_completion";
        head = "data: {\"id\":\"" + id + "\",\"object\":\"" + object + "\",\"created\":"
                + prepared.createdSeconds() + ",\"model\":" + Json.text(prepared.snapshot())
                + ",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_tokenweir\"";
        choices = IntStream.range(0, prepared.answer().choices().size())
                .mapToObj(i ->
                        new ChoiceFrames(request, prepared.answer().choices().get(i), i, head))
                .toArray(ChoiceFrames[]::new);
        lastStep = prepared.answer().steps() - 1;
    }

    @Override
    public void begin(ChunkWriter out) {
        if (request.azure()) {
            out.add(("data: " + Json.text(AzureFilters.firstChunk()) + "\n\n").getBytes(UTF_8));
        }
        for (ChoiceFrames choice : choices) {
            choice.begin(out);
        }
    }

    @Override
    public void token(ChunkWriter out, int i) {
        for (ChoiceFrames choice : choices) {
            choice.token(out, i);
            if (i != lastStep) {
                choice.finish(out, i + 1);
            }
        }
    }

    /** The finish chunks, the usage chunk if it was asked for, and the terminal marker. */
    @Override
    public void end(ChunkWriter out) {
        for (ChoiceFrames choice : choices) {
            choice.finish(out, Integer.MAX_VALUE);
        }
        if (request.includeUsage()) {
            out.add((head + ",\"choices\":[],\"usage\":" + WholeCompletion.usageJson(prepared) + "}\n\n")
                    .getBytes(UTF_8));
        }
        out.add(DONE);
    }

    @Override
    public void error(ChunkWriter out, ServedError error) {
        out.add(("data: " + Json.text(Map.of("error", OpenAiVoice.error(error))) + "\n\n").getBytes(UTF_8));
    }

    @Override
    public String finish() {
        return choices[0].reason();
    }

    @Override
    public Response whole() {
        return Response.json(200, WholeCompletion.of(request, prepared, id));
    }
}
