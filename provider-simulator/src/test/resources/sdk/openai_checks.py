"""The official openai package against the simulated provider."""
import base64
import struct
import sys

import openai
from pydantic import BaseModel

from checks import BASE, KEY, MODEL, attempts, fault, named, raised, run

client = openai.OpenAI(base_url=BASE + "/v1", api_key=KEY, max_retries=0)
HELLO = [{"role": "user", "content": "hello river"}]
WEATHER = {"type": "function", "function": {"name": "get_weather", "parameters": {
    "type": "object",
    "properties": {"city": {"type": "string"}, "days": {"type": "integer"},
                   "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]}},
    "required": ["city", "days", "unit"]}}}
CLOCK = {"type": "function", "function": {"name": "get_time", "parameters": {
    "type": "object", "properties": {"zone": {"type": "string"}}}}}
ASK = [{"role": "user", "content": "get_weather in fahrenheit for 3 days, city=Oslo"}]
ASK_BOTH = [{"role": "user", "content": "get_weather city=Oslo and get_time zone=CET"}]


class Place(BaseModel):
    city: str
    visitors: int
    open: bool


def chat(**more):
    return client.chat.completions.create(**{"model": MODEL, "messages": HELLO, "max_tokens": 8, **more})


def check_chat_whole():
    answer = chat()
    assert answer._request_id.startswith("req_") and len(answer._request_id) == 36
    assert answer.object == "chat.completion" and answer.model == "quick-2026-11-01"
    assert answer.choices[0].finish_reason == "length"
    assert len(answer.choices[0].message.content.split()) == answer.usage.completion_tokens == 8
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + 8
    assert answer.choices[0].logprobs is None


def check_chat_streamed_says_the_same():
    whole = chat().choices[0].message.content
    chunks = list(chat(stream=True, stream_options={"include_usage": True}))
    assert chunks[0].choices[0].delta.role == "assistant" and chunks[0].choices[0].delta.content == ""
    assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices) == whole
    assert chunks[-1].choices == [] and chunks[-1].usage.completion_tokens == 8
    assert len({c.id for c in chunks}) == 1


def check_stream_helper():
    with client.chat.completions.stream(model=MODEL, messages=HELLO) as stream:
        deltas = [event.delta for event in stream if event.type == "content.delta"]
        final = stream.get_final_completion()
    assert "".join(deltas) == final.choices[0].message.content
    assert final.choices[0].message.content.startswith(chat().choices[0].message.content)
    with client.chat.completions.stream(model=MODEL, messages=HELLO, max_tokens=8) as stream:
        raised(openai.LengthFinishReasonError, lambda: [stream.until_done(), stream.get_final_completion()])


def check_tool_call_has_the_arguments_that_were_asked_for():
    answer = chat(messages=ASK, tools=[WEATHER, CLOCK], max_tokens=100)
    assert answer.choices[0].finish_reason == "tool_calls" and answer.choices[0].message.content is None
    [call] = answer.choices[0].message.tool_calls
    assert call.id.startswith("call_") and call.function.name == "get_weather"
    assert call.function.arguments == '{"city":"Oslo","days":3,"unit":"fahrenheit"}'


def check_parallel_tool_calls_streamed():
    with client.chat.completions.stream(
            model=MODEL, messages=ASK_BOTH, tools=[WEATHER, CLOCK], max_tokens=100) as stream:
        done = [e for e in stream if e.type == "tool_calls.function.arguments.done"]
        final = stream.get_final_completion().choices[0]
    assert [(e.index, e.name) for e in done] == [(0, "get_weather"), (1, "get_time")]
    assert final.finish_reason == "tool_calls"
    assert final.message.tool_calls[1].function.arguments == '{"zone":"CET"}'
    [only] = chat(messages=ASK_BOTH, tools=[WEATHER, CLOCK], max_tokens=100,
                  parallel_tool_calls=False).choices[0].message.tool_calls
    assert only.function.name == "get_weather"


def check_tool_choice():
    forced = chat(tools=[WEATHER, CLOCK], max_tokens=100,
                  tool_choice={"type": "function", "function": {"name": "get_time"}})
    assert forced.choices[0].message.tool_calls[0].function.arguments == '{"zone":"river"}'
    assert chat(tools=[WEATHER], tool_choice="none").choices[0].message.tool_calls is None


def check_a_tool_result_is_answered_with_text():
    call = chat(messages=ASK, tools=[WEATHER], max_tokens=100).choices[0].message
    answer = chat(messages=ASK + [call, {"role": "tool", "tool_call_id": call.tool_calls[0].id, "content": "rain"}],
                  tools=[WEATHER])
    assert answer.choices[0].message.content and answer.choices[0].message.tool_calls is None


def check_json_mode():
    answer = chat(messages=[{"role": "user", "content": "as json please: green boat"}],
                  response_format={"type": "json_object"}, max_tokens=100)
    assert answer.choices[0].message.content == (
        '{"question":"as json please: green boat","words":5,"answer":"boat"}')
    raised(openai.BadRequestError, lambda: chat(response_format={"type": "json_object"}))


def check_parse():
    asked = [{"role": "user", "content": "Is it open? city=Bergen had 4200 visitors"}]
    parsed = client.chat.completions.parse(model=MODEL, messages=asked, response_format=Place, max_tokens=100)
    assert parsed.choices[0].message.parsed == Place(city="Bergen", visitors=4200, open=True)
    raised(openai.LengthFinishReasonError, lambda: client.chat.completions.parse(
        model=MODEL, messages=asked, response_format=Place, max_tokens=3))


def check_several_choices():
    answer = chat(n=3)
    assert [c.index for c in answer.choices] == [0, 1, 2] and answer.usage.completion_tokens == 24
    assert len({c.message.content for c in answer.choices}) == 3
    texts = ["", "", ""]
    ends = []
    for chunk in chat(n=3, stream=True):
        texts[chunk.choices[0].index] += chunk.choices[0].delta.content or ""
        if chunk.choices[0].finish_reason:
            ends.append(chunk.choices[0].index)
    assert texts == [c.message.content for c in answer.choices] and sorted(ends) == [0, 1, 2]


def check_refusal_and_filter():
    refused = chat(extra_headers=fault("refusal"), max_tokens=50).choices[0]
    assert refused.message.content is None and "can't help" in refused.message.refusal
    assert refused.finish_reason == "stop"
    assert chat(extra_headers=fault("filtered")).choices[0].finish_reason == "content_filter"


def check_reasoning_and_stop():
    thought = chat(reasoning_effort="low", max_completion_tokens=100, max_tokens=openai.NOT_GIVEN)
    assert thought.usage.completion_tokens_details.reasoning_tokens == 32
    assert thought.usage.completion_tokens == 100
    assert len(thought.choices[0].message.content.split()) == 68
    words = chat().choices[0].message.content.split()
    stopped = chat(stop=[" " + words[3]])
    assert stopped.choices[0].finish_reason == "stop"
    assert stopped.choices[0].message.content.split() == words[:3]


def check_legacy_completions():
    answer = client.completions.create(model=MODEL, prompt=["one", "two"], n=2, echo=True, max_tokens=3)
    assert [c.index for c in answer.choices] == [0, 1, 2, 3]
    assert answer.choices[0].text.startswith("one ") and answer.choices[3].text.startswith("two ")
    assert answer.usage.completion_tokens == 12
    streamed = client.completions.create(model=MODEL, prompt="one", max_tokens=3, stream=True)
    assert len("".join(c.choices[0].text for c in streamed).split()) == 3
    assert client.completions.create(model=MODEL, prompt=[24912, 2375], max_tokens=3).usage.prompt_tokens == 2


def check_embeddings():
    both = client.embeddings.create(model=MODEL, input=["green boat", "green house"], dimensions=64)
    floats = client.embeddings.create(model=MODEL, input="green boat", dimensions=64, encoding_format="float")
    assert [len(d.embedding) for d in both.data] == [64, 64] and both.usage.prompt_tokens == 4
    assert max(abs(a - b) for a, b in zip(both.data[0].embedding, floats.data[0].embedding)) < 1e-6
    raw = client.embeddings.with_raw_response.create(
        model=MODEL, input="green boat", dimensions=64, encoding_format="base64").http_response.json()
    decoded = struct.unpack("<64f", base64.b64decode(raw["data"][0]["embedding"]))
    assert list(decoded) == both.data[0].embedding
    assert len(client.embeddings.create(model=MODEL, input=[24912, 2375]).data[0].embedding) == 1536
    near = sum(a * b for a, b in zip(both.data[0].embedding, both.data[1].embedding))
    assert 0.1 < near < 0.95
    raised(openai.BadRequestError, lambda: client.embeddings.create(model=MODEL, input=""))


def check_responses():
    answer = client.responses.create(model=MODEL, input="hello river", max_output_tokens=100)
    assert answer.status == "incomplete" and answer.incomplete_details.reason == "max_output_tokens"
    assert answer.id.startswith("resp_") and answer.usage.output_tokens == 100
    full = client.responses.create(model=MODEL, input="hello river", instructions="be short")
    assert full.status == "completed" and full.output[0].content[0].type == "output_text"
    assert full.output_text and full.usage.input_tokens_details.cached_tokens == 0


def check_responses_events():
    events = list(client.responses.create(model=MODEL, input="hello river", stream=True))
    assert [e.sequence_number for e in events] == list(range(len(events)))
    assert [e.type for e in events if e.type != "response.output_text.delta"] == [
        "response.created", "response.in_progress", "response.output_item.added", "response.content_part.added",
        "response.output_text.done", "response.content_part.done", "response.output_item.done",
        "response.completed"]
    text = "".join(e.delta for e in events if e.type == "response.output_text.delta")
    assert events[-1].response.output_text == text
    with client.responses.stream(model=MODEL, input="hello river") as stream:
        assert stream.get_final_response().output_text == text


def check_responses_tools_reasoning_and_parse():
    flat = {"type": "function", **WEATHER["function"], "strict": False}
    call = client.responses.create(model=MODEL, input=ASK[0]["content"], tools=[flat]).output[0]
    assert call.type == "function_call" and call.arguments == '{"city":"Oslo","days":3,"unit":"fahrenheit"}'
    done = [e for e in client.responses.create(model=MODEL, input=ASK[0]["content"], tools=[flat], stream=True)
            if e.type == "response.function_call_arguments.done"]
    assert done[0].arguments == call.arguments
    after = client.responses.create(model=MODEL, tools=[flat], input=[
        {"role": "user", "content": "get_weather"}, call,
        {"type": "function_call_output", "call_id": call.call_id, "output": "rain"}])
    assert after.output[0].type == "message"
    events = list(client.responses.create(
        model=MODEL, input="hello", reasoning={"effort": "low", "summary": "auto"}, stream=True))
    assert events[-1].response.output[0].type == "reasoning" and events[-1].response.output[1].type == "message"
    assert events[-1].response.usage.output_tokens_details.reasoning_tokens == 32
    assert sum(e.type == "response.reasoning_summary_text.delta" for e in events) == 32
    parsed = client.responses.parse(model=MODEL, input="closed: city=Oslo 12", text_format=Place)
    assert parsed.output_parsed.city == "Oslo" and parsed.output_parsed.visitors == 12


def check_stored_responses():
    first = client.responses.create(model=MODEL, input="hello river", instructions="be short")
    again = client.responses.retrieve(first.id)
    assert again == first and again.completed_at >= again.created_at
    second = client.responses.create(model=MODEL, input="and the lake?", previous_response_id=first.id)
    assert second.previous_response_id == first.id and second.usage.input_tokens > first.usage.input_tokens
    items = list(client.responses.input_items.list(second.id))
    assert [i.type for i in items] == ["message"] and items[0].content[0].text == "and the lake?"
    counted = client.responses.input_tokens.count(model=MODEL, input="hello river", instructions="be short")
    assert counted.input_tokens == first.usage.input_tokens
    raised(openai.BadRequestError, lambda: client.responses.cancel(first.id))
    assert client.responses.delete(first.id) is None
    raised(openai.NotFoundError, lambda: client.responses.retrieve(first.id))
    unstored = client.responses.create(model=MODEL, input="hello river", store=False)
    raised(openai.NotFoundError, lambda: client.responses.retrieve(unstored.id))
    gone = raised(openai.BadRequestError, lambda: client.responses.create(
        model=MODEL, input="and?", previous_response_id=first.id))
    assert gone.code == "previous_response_not_found" and gone.param == "previous_response_id"


def check_raw_and_streaming_responses():
    with client.chat.completions.with_streaming_response.create(model=MODEL, messages=HELLO, max_tokens=8) as raw:
        assert raw.headers["openai-project"].startswith("proj_") and raw.headers["date"].endswith("GMT")
        assert raw.parse().usage.completion_tokens == 8
    with client.responses.with_streaming_response.create(model=MODEL, input="hello river", stream=True) as raw:
        assert raw.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in raw.iter_lines() if line.startswith("event: ")]
    assert lines[0] == "event: response.created" and lines[-1] == "event: response.completed"


def check_logprobs():
    whole = chat(logprobs=True, top_logprobs=3).choices[0]
    assert [t.token for t in whole.logprobs.content] and len(whole.logprobs.content) == 8
    assert all(t.top_logprobs[0].token == t.token and len(t.top_logprobs) == 3 for t in whole.logprobs.content)
    assert "".join(t.token for t in whole.logprobs.content) == whole.message.content
    chunks = list(chat(logprobs=True, top_logprobs=3, stream=True))
    assert [t for c in chunks for t in (c.choices[0].logprobs.content if c.choices[0].logprobs else [])] == \
        whole.logprobs.content


def check_unknown_parameters():
    error = raised(openai.BadRequestError, lambda: chat(extra_body={"tpo_k": 1}))
    assert error.body["message"] == "Unrecognized request argument supplied: tpo_k"
    assert error.param is None and error.code is None
    error = raised(openai.BadRequestError, lambda: client.responses.create(
        model=MODEL, input="hello", extra_body={"tpo_k": 1}))
    assert error.param == "tpo_k" and error.code == "unknown_parameter"
    error = raised(openai.BadRequestError, lambda: client.responses.create(
        model=MODEL, input="hello", max_output_tokens=8))
    assert error.param == "max_output_tokens" and error.code == "integer_below_min_value"


def check_models():
    assert MODEL in [m.id for m in client.models.list()]
    assert client.models.retrieve(MODEL).object == "model"
    missing = raised(openai.NotFoundError, lambda: client.models.retrieve("none"))
    assert missing.code == "model_not_found"


def check_azure():
    azure = openai.AzureOpenAI(azure_endpoint=BASE, api_key=KEY, api_version="2024-10-21", max_retries=0)
    answer = azure.chat.completions.create(model=MODEL, messages=HELLO, max_tokens=8)
    assert answer.choices[0].message.content == chat().choices[0].message.content
    chunks = list(azure.chat.completions.create(model=MODEL, messages=HELLO, max_tokens=8, stream=True))
    assert chunks[0].choices == [] and chunks[0].prompt_filter_results[0]["prompt_index"] == 0
    assert len(azure.embeddings.create(model=MODEL, input="x").data[0].embedding) == 1536
    raw = azure.chat.completions.with_raw_response.create(model=MODEL, messages=HELLO, max_tokens=1)
    assert raw.headers["apim-request-id"] and raw.headers["x-ms-region"]
    missing = raised(openai.NotFoundError, lambda: azure.chat.completions.create(model="none", messages=HELLO))
    assert missing.code == "DeploymentNotFound"
    denied = openai.AzureOpenAI(azure_endpoint=BASE, api_key="bad", api_version="2024-10-21", max_retries=0)
    assert raised(openai.AuthenticationError,
                  lambda: denied.chat.completions.create(model=MODEL, messages=HELLO)).code == "401"
    filtered = raised(openai.BadRequestError, lambda: azure.chat.completions.create(
        model=MODEL, messages=HELLO, extra_headers=fault("content_filter")))
    assert filtered.body["innererror"]["code"] == "ResponsibleAIPolicyViolation"
    newer = openai.OpenAI(base_url=BASE + "/openai/v1/", api_key=KEY)
    assert newer.responses.create(model=MODEL, input="hello").status == "completed"
    assert MODEL in [m.id for m in azure.models.list()]


async def check_async():
    async with openai.AsyncOpenAI(base_url=BASE + "/v1", api_key=KEY) as other:
        answer = await other.chat.completions.create(model=MODEL, messages=HELLO, max_tokens=8)
        text = ""
        async for chunk in await other.chat.completions.create(
                model=MODEL, messages=HELLO, max_tokens=8, stream=True):
            text += chunk.choices[0].delta.content or ""
    assert text == answer.choices[0].message.content == chat().choices[0].message.content


def check_exceptions_are_the_typed_ones():
    for name, expected, code in [
            ("400", openai.BadRequestError, None),
            ("content_filter", openai.BadRequestError, "content_filter"),
            ("not_a_member", openai.AuthenticationError, "invalid_organization"),
            ("region", openai.PermissionDeniedError, "unsupported_country_region_territory"),
            ("404", openai.NotFoundError, "model_not_found"),
            ("409", openai.ConflictError, "idempotency_key_in_use"),
            ("422", openai.UnprocessableEntityError, None),
            ("429", openai.RateLimitError, "rate_limit_exceeded"),
            ("no_quota", openai.RateLimitError, "insufficient_quota"),
            ("slow_down", openai.RateLimitError, "slow_down"),
            ("500", openai.InternalServerError, None),
            ("502", openai.InternalServerError, None),
            ("503", openai.InternalServerError, "server_is_overloaded"),
            ("504", openai.InternalServerError, None)]:
        error = raised(expected, lambda: chat(extra_headers=fault(name)))
        assert error.code == code, (name, error.code)
        if name not in ("502", "504"):
            assert error.request_id.startswith("req_")
            assert error.response.headers["openai-processing-ms"].isdigit()
    assert raised(openai.APIStatusError, lambda: chat(extra_headers=fault("408"))).status_code == 408
    wrong = openai.OpenAI(base_url=BASE + "/v1", api_key="sk-not-a-key-of-ours", max_retries=0)
    error = raised(openai.AuthenticationError, lambda: wrong.models.list())
    assert error.code == "invalid_api_key" and "sk-not-...ours" in error.message
    error = raised(openai.BadRequestError, lambda: chat(max_tokens=1_000_000))
    assert error.code == "context_length_exceeded" and error.param == "messages"
    assert raised(openai.BadRequestError, lambda: chat(temperature=3)).param == "temperature"


def check_retries_follow_status_and_headers():
    for name, expected in [("500", 3), ("409", 3), ("no_quota", 3), ("429", 3), ("400", 1), ("403", 1)]:
        ours = named()
        try:
            client.with_options(max_retries=2).chat.completions.create(
                model=MODEL, messages=HELLO, max_tokens=1,
                extra_headers=fault(name, **{"X-Client-Request-Id": ours}))
        except openai.APIStatusError:
            pass
        assert len(attempts(ours)) == expected, (name, attempts(ours))


def check_a_retry_that_waits_as_told_is_admitted():
    names = [named() for _ in range(33)]
    for name in names:
        client.with_options(max_retries=2).chat.completions.create(
            model="thirty", messages=HELLO, max_tokens=1, extra_headers={"X-Client-Request-Id": name})
    seen = [attempts(name) for name in names]
    assert [429, 200] in seen and all(each in ([200], [429, 200]) for each in seen), seen


def check_raw_response_has_the_limits():
    raw = client.with_options(max_retries=2).chat.completions.with_raw_response.create(
        model="thirty", messages=HELLO, max_tokens=1)
    assert raw.headers["x-ratelimit-limit-requests"] == "30"
    assert raw.headers["x-ratelimit-remaining-requests"].isdigit()
    assert raw.headers["x-ratelimit-reset-requests"].endswith("s")
    assert raw.headers["openai-organization"] == "org-tokenweir" and raw.headers["openai-version"] == "2020-10-01"
    assert raw.headers["openai-processing-ms"].isdigit()
    assert raw.parse()._request_id == raw.headers["x-request-id"]


def check_errors_inside_a_stream():
    ours = named()
    stream = client.with_options(max_retries=2).chat.completions.create(
        model=MODEL, messages=HELLO, max_tokens=8, stream=True,
        extra_headers=fault("stream@3 server_error", **{"X-Client-Request-Id": ours}))
    said = []
    error = raised(openai.APIError, lambda: said.extend(stream))
    assert len(said) == 1 + 3 and error.type == "server_error" and attempts(ours) == [200]
    events = list(client.responses.create(
        model=MODEL, input="hello", stream=True, extra_headers=fault("stream@3 rate_limit")))
    assert events[-1].type == "response.failed" and events[-1].response.error.code == "rate_limit_exceeded"
    events = list(client.responses.create(
        model=MODEL, input="hello", stream=True, extra_headers=fault("stream@3 overloaded")))
    assert events[-1].type == "error" and events[-1].code == "server_is_overloaded"


def check_idempotency_key():
    key = {"Idempotency-Key": named()}
    first = chat(extra_headers=key)
    assert chat(extra_headers=key).id == first.id
    assert raised(openai.ConflictError, lambda: chat(max_tokens=9, extra_headers=key)).code == "idempotency_key_reused"


run(sys.modules[__name__])
