// Runs checks and says how each ended; used by the scripts beside it.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

export const BASE = process.env.PROVIDER;
export const KEY = process.env.PROVIDER_KEY;
export const MODEL = "quick";
export const HELLO = [{ role: "user", content: "hello river" }];

/** Headers that make the provider fail, and name the request so that its log can be asked about it. */
export const fault = (name, ours = named()) => ({ headers: { "x-simulator-fault": name, "X-Client-Request-Id": ours } });

export const named = () => "sdk-" + randomUUID();

/** The statuses of all attempts of one request, as the provider's own log has them. */
export async function attempts(clientRequestId) {
  const lines = (await (await fetch(BASE + "/admin/requests")).text()).trim().split("\n").map((line) => JSON.parse(line));
  return lines.filter((line) => line.clientRequestId === clientRequestId).map((line) => line.status);
}

/** The error of an action; its class has to be exactly the expected one. */
export async function raised(expected, action) {
  try {
    await action();
  } catch (e) {
    assert.equal(e.constructor.name, expected.name, e.stack);
    assert.equal(e.constructor, expected);
    return e;
  }
  assert.fail(`nothing was raised, ${expected.name} was expected`);
}

export async function run(checks) {
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      console.log("PASS", name);
    } catch (e) {
      failed++;
      console.log("FAIL", name, e.stack);
    }
  }
  process.exit(failed ? 1 : 0);
}
