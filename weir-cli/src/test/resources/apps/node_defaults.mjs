// On OpenAI's SDK for Node with its own defaults, which wait as long as the provider asks and try twice more.
import { createServer } from 'node:http';
import OpenAI from 'openai';

const client = new OpenAI({ baseURL: process.env.LLM_URL, apiKey: 'sk-app-of-the-suite-0001' });

async function answer(question, trace) {
  const done = await client.chat.completions.create(
    { model: 'sim-large', max_tokens: 8, messages: [{ role: 'user', content: 'A reader asks: ' + question }] },
    { headers: trace });
  return { answer: done.choices[0].message.content, model: done.model };
}

const server = createServer(async (request, response) => {
  let status = 200;
  let body;
  try {
    const parts = [];
    for await (const part of request) parts.push(part);
    const parent = request.headers.traceparent;
    body = await answer(JSON.parse(Buffer.concat(parts)).question, parent ? { traceparent: parent } : {});
  } catch (error) {
    status = 500;
    body = { error: error.constructor.name };
  }
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
});
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => console.log('READY ' + server.address().port));
