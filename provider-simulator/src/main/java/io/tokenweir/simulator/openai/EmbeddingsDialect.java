package io.tokenweir.simulator.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.VendorVoice;
import io.tokenweir.simulator.api.Wishes;
import io.tokenweir.simulator.http.Request;
import io.tokenweir.simulator.http.Response;
import io.tokenweir.simulator.serve.AnswerFrames;
import io.tokenweir.simulator.serve.ChunkWriter;
import io.tokenweir.simulator.serve.Dialect;
import io.tokenweir.simulator.serve.Prepared;

/** Embeddings: the model reads the inputs and says nothing; the answer is computed here. */
record EmbeddingsDialect(VendorVoice voice, Parameters parameters) implements Dialect {
    private static final int USUAL_DIMENSIONS = 1536;
    private static final int MOST_DIMENSIONS = 3072;
    private static final int MOST_INPUTS = 2048;

    @Override
    public Call read(Request request, KeyOwner owner) {
        JsonNode json = Fields.body(request);
        parameters.check(Parameters.Endpoint.EMBEDDINGS, json);
        String model = Fields.model(request, json);
        List<String> inputs = Inputs.texts(json.path("input"), "input");
        if (inputs.size() > MOST_INPUTS || inputs.stream().anyMatch(String::isEmpty)) {
            throw ServedError.invalid("input", "'$.input' is invalid: an empty input, or more than 2048 of them.");
        }
        String format = json.path("encoding_format").asText("float");
        if (!format.equals("float") && !format.equals("base64")) {
            throw Fields.wrongValue("encoding_format", format, "'float' and 'base64'");
        }
        int dimensions = Fields.integer(json, "dimensions", 1, MOST_DIMENSIONS, USUAL_DIMENSIONS);
        ServedRequest served = new ServedRequest(model, inputs, 0, "input", false, 0, List.of(), 0, Wishes.text(""));
        return new Reading(served, inputs, format.equals("base64"), dimensions);
    }

    private record Reading(ServedRequest request, List<String> inputs, boolean base64, int dimensions) implements Call {
        @Override
        public boolean silent() {
            return true;
        }

        @Override
        public AnswerFrames frames(Prepared prepared) {
            List<Map<String, Object>> data = new ArrayList<>();
            for (String input : inputs) {
                float[] vector = Embedding.of(input, dimensions);
                Map<String, Object> embedding = new LinkedHashMap<>();
                embedding.put("object", "embedding");
                embedding.put("index", data.size());
                embedding.put("embedding", base64 ? Embedding.base64(vector) : vector);
                data.add(embedding);
            }
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("object", "list");
            body.put("data", data);
            body.put("model", prepared.snapshot());
            body.put(
                    "usage", Map.of("prompt_tokens", prepared.promptTokens(), "total_tokens", prepared.promptTokens()));
            return new Whole(Response.json(200, body));
        }
    }

    /** Embeddings are never streamed. */
    private record Whole(Response whole) implements AnswerFrames {
        @Override
        public void begin(ChunkWriter out) {
            throw new IllegalStateException("Embeddings are not streamed.");
        }

        @Override
        public void token(ChunkWriter out, int i) {
            throw new IllegalStateException("Embeddings are not streamed.");
        }

        @Override
        public void end(ChunkWriter out) {
            throw new IllegalStateException("Embeddings are not streamed.");
        }

        @Override
        public void error(ChunkWriter out, ServedError error) {
            throw new IllegalStateException("Embeddings are not streamed.");
        }

        @Override
        public String finish() {
            return "stop";
        }
    }
}
