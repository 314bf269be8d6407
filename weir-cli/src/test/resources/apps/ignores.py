"""Tries again after a fifth of a second, whatever the provider asks."""
import time

from openai import OpenAI, RateLimitError

from service import KEY, LLM_URL, ask, serve

client = OpenAI(base_url=LLM_URL, api_key=KEY, max_retries=0)


def answer(question, trace):
    for _ in range(5):
        try:
            return ask(client, question, trace)
        except RateLimitError:
            time.sleep(0.2)
    return ask(client, question, trace)


serve(answer)
