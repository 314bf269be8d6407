"""Once refused, sends its users away honestly, without a call, for as long as the provider asked."""
import time

from openai import OpenAI, RateLimitError

from service import KEY, LLM_URL, Refusal, ask, retry_after, serve

client = OpenAI(base_url=LLM_URL, api_key=KEY, max_retries=0)
closed_until = 0.0


def answer(question, trace):
    global closed_until
    left = closed_until - time.monotonic()
    if left > 0:
        raise Refusal(503, left)
    try:
        return ask(client, question, trace)
    except RateLimitError as refused:
        closed_until = time.monotonic() + retry_after(refused)
        raise Refusal(503, retry_after(refused)) from None


serve(answer)
