// The official openai package for Node against the simulated provider.
import assert from "node:assert/strict";
import OpenAI, { AzureOpenAI } from "openai";
import { attempts, BASE, fault, HELLO, KEY, MODEL, named, raised, run } from "./checks.mjs";

const client = new OpenAI({ baseURL: BASE + "/v1", apiKey: KEY, maxRetries: 0 });
const chat = (more = {}, options = {}) =>
  client.chat.completions.create({ model: MODEL, messages: HELLO, max_tokens: 8, ...more }, options);
const WEATHER = {
  type: "function",
  function: {
    name: "get_weather",
    parameters: { type: "object", properties: { city: { type: "string" }, days: { type: "integer" } } },
  },
};
const ASK = [{ role: "user", content: "get_weather for 3 days, city=Oslo" }];

run({
  async chatWholeAndStreamedSayTheSame() {
    const whole = await chat();
    assert.match(whole._request_id, /^req_[0-9a-f]{32}$/);
    let text = "";
    let usage;
    for await (const chunk of await chat({ stream: true, stream_options: { include_usage: true } })) {
      text += chunk.choices[0]?.delta.content ?? "";
      usage = chunk.usage ?? usage;
    }
    assert.equal(text, whole.choices[0].message.content);
    assert.equal(usage.completion_tokens, 8);
  },
  async toolsStreamedAndWhole() {
    const call = (await chat({ messages: ASK, tools: [WEATHER], max_tokens: 100 })).choices[0].message.tool_calls[0];
    assert.equal(call.function.arguments, '{"city":"Oslo","days":3}');
    const stream = client.chat.completions.stream({ model: MODEL, messages: ASK, tools: [WEATHER], max_tokens: 100 });
    const final = await stream.finalChatCompletion();
    assert.equal(final.choices[0].message.tool_calls[0].function.arguments, call.function.arguments);
    assert.equal(final.choices[0].finish_reason, "tool_calls");
  },
  async runToolsEndsWithText() {
    const ran = [];
    const tool = {
      type: "function",
      function: { ...WEATHER.function, parse: JSON.parse, function: (asked) => (ran.push(asked), "rain") },
    };
    const text = await client.chat.completions
      .runTools({ model: MODEL, messages: ASK, tools: [tool] })
      .finalContent();
    assert.deepEqual(ran, [{ city: "Oslo", days: 3 }]);
    assert.equal(text.trim().split(" ").length, 64);
  },
  async responses() {
    const whole = await client.responses.create({ model: MODEL, input: "hello" });
    const events = [];
    for await (const event of await client.responses.create({ model: MODEL, input: "hello", stream: true })) {
      events.push(event);
    }
    assert.deepEqual(events.map((e) => e.sequence_number), events.map((_, i) => i));
    assert.equal(events.at(-1).type, "response.completed");
    const said = events.filter((e) => e.type === "response.output_text.delta").map((e) => e.delta);
    assert.equal(said.join(""), whole.output_text);
  },
  async embeddingsAndModels() {
    const answer = await client.embeddings.create({ model: MODEL, input: ["green boat", "x"] });
    assert.equal(answer.data[0].embedding.length, 1536);
    const floats = await client.embeddings.create({ model: MODEL, input: "green boat", encoding_format: "float" });
    assert.ok(Math.abs(floats.data[0].embedding[7] - answer.data[0].embedding[7]) < 1e-6);
    assert.equal((await client.models.retrieve(MODEL)).id, MODEL);
    await raised(OpenAI.NotFoundError, () => client.models.retrieve("none"));
  },
  async azure() {
    const azure = new AzureOpenAI({ endpoint: BASE, apiKey: KEY, apiVersion: "2024-10-21", maxRetries: 0 });
    const answer = await azure.chat.completions.create({ model: MODEL, messages: HELLO, max_tokens: 8 });
    assert.equal(answer.choices[0].message.content, (await chat()).choices[0].message.content);
    const missing = await raised(OpenAI.NotFoundError, () =>
      azure.chat.completions.create({ model: "none", messages: HELLO }),
    );
    assert.equal(missing.code, "DeploymentNotFound");
  },
  async errorsAreTheTypedOnes() {
    for (const [name, expected] of [
      ["400", OpenAI.BadRequestError],
      ["401", OpenAI.AuthenticationError],
      ["403", OpenAI.PermissionDeniedError],
      ["404", OpenAI.NotFoundError],
      ["409", OpenAI.ConflictError],
      ["422", OpenAI.UnprocessableEntityError],
      ["429", OpenAI.RateLimitError],
      ["500", OpenAI.InternalServerError],
      ["502", OpenAI.InternalServerError],
      ["503", OpenAI.InternalServerError],
    ]) {
      await raised(expected, () => chat({}, fault(name)));
    }
    const broke = await raised(OpenAI.RateLimitError, () => chat({}, fault("no_quota")));
    assert.equal(broke.code, "insufficient_quota");
    assert.match(broke.requestID, /^req_/);
  },
  async retriesFollowStatusAndHeaders() {
    for (const [name, expected] of [["500", 3], ["429", 3], ["409", 3], ["400", 1]]) {
      const ours = named();
      await chat({}, { ...fault(name, ours), maxRetries: 2 }).catch(() => {});
      assert.equal((await attempts(ours)).length, expected, name);
    }
  },
  async anErrorInsideAStreamIsRaisedAndNotRetried() {
    const ours = named();
    const stream = await chat({ stream: true }, { ...fault("stream@3", ours), maxRetries: 2 });
    let chunks = 0;
    const error = await raised(OpenAI.APIError, async () => {
      for await (const _ of stream) chunks++;
    });
    assert.equal(chunks, 4);
    assert.equal(error.type, "server_error");
    assert.deepEqual(await attempts(ours), [200]);
  },
});
