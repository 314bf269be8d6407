// The official @anthropic-ai/sdk package against the simulated provider.
import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import { attempts, BASE, fault, HELLO, KEY, MODEL, named, raised, run } from "./checks.mjs";

const client = new Anthropic({ baseURL: BASE, apiKey: KEY, maxRetries: 0 });
const message = (more = {}, options = {}) =>
  client.messages.create({ model: MODEL, max_tokens: 8, messages: HELLO, ...more }, options);
const WEATHER = {
  name: "get_weather",
  input_schema: { type: "object", properties: { city: { type: "string" }, days: { type: "integer" } } },
};
const ASK = [{ role: "user", content: "get_weather for 3 days, city=Oslo" }];

run({
  async messageWholeAndStreamedSayTheSame() {
    const whole = await message();
    assert.match(whole._request_id, /^req_011C/);
    const final = await client.messages.stream({ model: MODEL, max_tokens: 8, messages: HELLO }).finalMessage();
    assert.equal(final.content[0].text, whole.content[0].text);
    assert.equal(final.usage.output_tokens, 8);
    assert.equal(final.stop_reason, "max_tokens");
  },
  async toolUseStreamedAndWhole() {
    const asked = { model: MODEL, messages: ASK, tools: [WEATHER], max_tokens: 100 };
    assert.deepEqual((await message(asked)).content[0].input, { city: "Oslo", days: 3 });
    const final = await client.messages.stream(asked).finalMessage();
    assert.deepEqual(final.content[0].input, { city: "Oslo", days: 3 });
    assert.equal(final.stop_reason, "tool_use");
  },
  async thinking() {
    const answer = await message({ max_tokens: 2000, thinking: { type: "enabled", budget_tokens: 1024 } });
    assert.deepEqual(answer.content.map((block) => block.type), ["thinking", "text"]);
  },
  async countsAndModels() {
    const counted = await client.messages.countTokens({ model: MODEL, messages: HELLO });
    assert.equal(counted.input_tokens, (await message()).usage.input_tokens);
    const names = [];
    for await (const model of client.models.list({ limit: 1 })) names.push(model.id);
    assert.ok(names.includes(MODEL));
  },
  async errorsAreTheTypedOnes() {
    for (const [name, expected] of [
      ["400", Anthropic.BadRequestError],
      ["401", Anthropic.AuthenticationError],
      ["403", Anthropic.PermissionDeniedError],
      ["404", Anthropic.NotFoundError],
      ["409", Anthropic.ConflictError],
      ["422", Anthropic.UnprocessableEntityError],
      ["429", Anthropic.RateLimitError],
      ["500", Anthropic.InternalServerError],
    ]) {
      const error = await raised(expected, () => message({}, fault(name)));
      assert.match(error.requestID, /^req_011C/);
    }
    const overloaded = await message({}, fault("overloaded")).catch((e) => e);
    assert.ok(overloaded instanceof Anthropic.InternalServerError);
    assert.equal(overloaded.status, 529);
  },
  async retriesFollowStatusAndHeaders() {
    for (const [name, expected] of [["overloaded", 3], ["429", 3], ["500", 3], ["400", 1]]) {
      const ours = named();
      await message({}, { ...fault(name, ours), maxRetries: 2 }).catch(() => {});
      assert.equal((await attempts(ours)).length, expected, name);
    }
  },
  async anErrorInsideAStreamIsRaisedAndNotRetried() {
    const ours = named();
    const stream = await message({ stream: true }, { ...fault("stream@3 overloaded", ours), maxRetries: 2 });
    const error = await (async () => {
      for await (const _ of stream);
    })().catch((e) => e);
    assert.ok(error instanceof Anthropic.APIError, error?.stack ?? "nothing was raised");
    assert.match(error.message, /overloaded_error/);
    assert.deepEqual(await attempts(ours), [200]);
  },
});
