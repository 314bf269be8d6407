"""The official anthropic package against the simulated provider."""
import sys
import urllib.error
import urllib.request

import anthropic
from pydantic import BaseModel

from checks import BASE, KEY, MODEL, attempts, fault, named, raised, run

client = anthropic.Anthropic(base_url=BASE, api_key=KEY, max_retries=0)
HELLO = [{"role": "user", "content": "hello river"}]
WEATHER = {"name": "get_weather", "input_schema": {
    "type": "object", "properties": {"city": {"type": "string"}, "days": {"type": "integer"}}}}
CLOCK = {"name": "get_time", "input_schema": {"type": "object", "properties": {"zone": {"type": "string"}}}}
ASK = [{"role": "user", "content": "get_weather for 3 days, city=Oslo"}]


class Place(BaseModel):
    city: str
    visitors: int


def message(**more):
    return client.messages.create(**{"model": MODEL, "max_tokens": 8, "messages": HELLO, **more})


def check_message_whole():
    answer = message()
    assert answer._request_id.startswith("req_011C") and answer.id.startswith("msg_01")
    assert answer.model == "quick-2026-11-01" and answer.stop_reason == "max_tokens"
    assert len(answer.content[0].text.split()) == answer.usage.output_tokens == 8
    assert answer.usage.cache_read_input_tokens == 0 and answer.usage.service_tier == "standard"


def check_message_streamed_says_the_same():
    whole = message()
    with client.messages.stream(model=MODEL, max_tokens=8, messages=HELLO) as stream:
        text = "".join(stream.text_stream)
        final = stream.get_final_message()
    assert text == final.content[0].text == whole.content[0].text
    assert final.usage.output_tokens == 8 and final.stop_reason == "max_tokens"
    types = [event.type for event in message(stream=True)]
    assert types == (["message_start", "content_block_start"] + ["content_block_delta"] * 8
                     + ["content_block_stop", "message_delta", "message_stop"])


def check_a_ping_follows_the_first_block():
    raw = client.messages.with_raw_response.create(model=MODEL, max_tokens=2, messages=HELLO, stream=True)
    names = [line for line in raw.http_response.read().decode().split("\n") if line.startswith("event:")]
    assert names[:3] == ["event: message_start", "event: content_block_start", "event: ping"]


def check_tool_use_has_the_input_that_was_asked_for():
    answer = message(messages=ASK, tools=[WEATHER, CLOCK], max_tokens=100)
    assert answer.stop_reason == "tool_use"
    [use] = answer.content
    assert use.type == "tool_use" and use.id.startswith("toolu_") and use.input == {"city": "Oslo", "days": 3}
    with client.messages.stream(model=MODEL, messages=ASK, tools=[WEATHER], max_tokens=100) as stream:
        deltas = [e.partial_json for e in stream if e.type == "input_json"]
        final = stream.get_final_message()
    assert "".join(deltas) == '{"city":"Oslo","days":3}' and final.content[0].input == use.input


def check_tool_choice_and_result():
    both = message(messages=[{"role": "user", "content": "get_weather city=Oslo and get_time zone=CET"}],
                   tools=[WEATHER, CLOCK], max_tokens=100)
    assert [use.name for use in both.content] == ["get_weather", "get_time"]
    forced = message(tools=[WEATHER, CLOCK], tool_choice={"type": "tool", "name": "get_time"}, max_tokens=100)
    assert forced.content[0].input == {"zone": "river"}
    after = message(messages=ASK + [{"role": "assistant", "content": both.content}, {"role": "user", "content": [
        {"type": "tool_result", "tool_use_id": both.content[0].id, "content": "rain"}]}], tools=[WEATHER])
    assert after.content[0].type == "text"


def check_thinking():
    thinking = {"type": "enabled", "budget_tokens": 1024}
    answer = message(max_tokens=2000, thinking=thinking)
    assert [block.type for block in answer.content] == ["thinking", "text"] and answer.content[0].signature
    assert answer.usage.output_tokens_details.thinking_tokens == 64
    with client.messages.stream(model=MODEL, max_tokens=2000, messages=HELLO, thinking=thinking) as stream:
        final = stream.get_final_message()
    assert final.content[0].thinking == answer.content[0].thinking and final.content[0].signature
    raised(anthropic.BadRequestError, lambda: message(max_tokens=1000, thinking=thinking))


def check_stop_sequence_and_refusal():
    words = message().content[0].text.split()
    stopped = message(stop_sequences=[" " + words[3]])
    assert stopped.stop_reason == "stop_sequence" and stopped.stop_sequence == " " + words[3]
    refused = message(max_tokens=50, extra_headers=fault("refusal"))
    assert refused.stop_reason == "refusal" and refused.stop_details.type == "refusal"


def check_structured_output():
    asked = [{"role": "user", "content": "city=Bergen had 4200 visitors"}]
    parsed = client.messages.parse(model=MODEL, max_tokens=100, messages=asked, output_format=Place)
    assert parsed.parsed_output == Place(city="Bergen", visitors=4200)


def check_beta_and_tool_runner():
    answer = client.beta.messages.create(model=MODEL, max_tokens=8, messages=HELLO, betas=["context-1m-2025-08-07"])
    assert answer.content[0].text == message().content[0].text
    raised(anthropic.BadRequestError, lambda: client.beta.messages.create(
        model=MODEL, max_tokens=8, messages=HELLO, betas=["nonsense"]))
    asked = []

    @anthropic.beta_tool
    def get_weather(city: str, days: int) -> str:
        """The weather of a city.

        Args:
            city: where
            days: how many
        """
        asked.append((city, days))
        return "rain"

    runner = client.beta.messages.tool_runner(model=MODEL, max_tokens=100, messages=ASK, tools=[get_weather])
    final = runner.until_done()
    assert asked == [("Oslo", 3)] and final.stop_reason in ("end_turn", "max_tokens")


def check_streaming_response_and_unknown_parameters():
    with client.messages.with_streaming_response.create(model=MODEL, max_tokens=8, messages=HELLO) as raw:
        assert raw.headers["request-id"].startswith("req_011C") and raw.headers["date"].endswith("GMT")
        assert raw.parse().usage.output_tokens == 8
    error = raised(anthropic.BadRequestError, lambda: message(extra_body={"tpo_k": 1}))
    assert error.api_message == "tpo_k: Extra inputs are not permitted"


def check_count_tokens():
    counted = client.messages.count_tokens(model=MODEL, messages=HELLO, system="be short")
    assert counted.input_tokens == message(system="be short").usage.input_tokens


def check_models():
    page = client.models.list(limit=1)
    assert len(page.data) == 1 and page.has_more
    assert MODEL in [model.id for model in client.models.list(limit=1)]
    assert client.models.retrieve(MODEL).type == "model"
    raised(anthropic.NotFoundError, lambda: client.models.retrieve("none"))


async def check_async():
    async with anthropic.AsyncAnthropic(base_url=BASE, api_key=KEY) as other:
        answer = await other.messages.create(model=MODEL, max_tokens=8, messages=HELLO)
        async with other.messages.stream(model=MODEL, max_tokens=8, messages=HELLO) as stream:
            final = await stream.get_final_message()
    assert final.content[0].text == answer.content[0].text


def check_exceptions_are_the_typed_ones():
    for name, expected, kind in [
            ("400", anthropic.BadRequestError, "invalid_request_error"),
            ("401", anthropic.AuthenticationError, "authentication_error"),
            ("402", anthropic.PaymentRequiredError, "billing_error"),
            ("403", anthropic.PermissionDeniedError, "permission_error"),
            ("404", anthropic.NotFoundError, "not_found_error"),
            ("409", anthropic.ConflictError, "conflict_error"),
            ("413", anthropic.ContentTooLargeError, "request_too_large"),
            ("422", anthropic.UnprocessableEntityError, "invalid_request_error"),
            ("429", anthropic.RateLimitError, "rate_limit_error"),
            ("500", anthropic.InternalServerError, "api_error"),
            ("overloaded", anthropic.OverloadedError, "overloaded_error")]:
        error = raised(expected, lambda: message(extra_headers=fault(name)))
        assert error.type == kind, name
        if name != "413":
            assert error.body["type"] == "error", name
            assert error.request_id == error.body["request_id"] and error.request_id.startswith("req_011C")
    assert error.status_code == 529
    wrong = anthropic.Anthropic(base_url=BASE, api_key="sk-not-a-key-of-ours", max_retries=0)
    assert raised(anthropic.AuthenticationError,
                  lambda: wrong.models.list()).api_message == "invalid x-api-key"
    long = raised(anthropic.BadRequestError, lambda: message(messages=[{"role": "user", "content": "x " * 150_000}]))
    assert long.api_message.startswith("prompt is too long: ")


def check_a_version_is_required():
    try:
        urllib.request.urlopen(urllib.request.Request(
            BASE + "/v1/messages", b"{}", {"x-api-key": KEY, "content-type": "application/json"}))
        raise AssertionError("a request without anthropic-version was taken")
    except urllib.error.HTTPError as e:
        assert e.code == 400 and b"anthropic-version: header is required" in e.read()


def check_retries_follow_status_and_headers():
    for name, expected in [("overloaded", 3), ("500", 3), ("429", 3), ("400", 1), ("403", 1)]:
        ours = named()
        try:
            client.with_options(max_retries=2).messages.create(
                model=MODEL, max_tokens=1, messages=HELLO,
                extra_headers=fault(name, **{"X-Client-Request-Id": ours}))
        except anthropic.APIStatusError as e:
            assert e.response.headers["x-should-retry"] == ("true" if expected > 1 else "false")
        assert len(attempts(ours)) == expected, (name, attempts(ours))


def check_raw_response_has_the_limits():
    raw = client.with_options(max_retries=3).messages.with_raw_response.create(
        model="thirty", max_tokens=1, messages=HELLO)
    assert raw.headers["anthropic-ratelimit-requests-limit"] == "30"
    assert raw.headers["anthropic-ratelimit-requests-reset"].endswith("Z")
    assert raw.headers["request-id"] == raw.parse()._request_id


def check_an_error_inside_a_stream():
    ours = named()
    stream = client.with_options(max_retries=2).messages.create(
        model=MODEL, max_tokens=8, messages=HELLO, stream=True,
        extra_headers=fault("stream@3 overloaded", **{"X-Client-Request-Id": ours}))
    said = []
    error = raised(anthropic.APIStatusError, lambda: said.extend(stream))
    assert [e.type for e in said].count("content_block_delta") == 3
    assert error.type == "overloaded_error" and attempts(ours) == [200]


run(sys.modules[__name__])
