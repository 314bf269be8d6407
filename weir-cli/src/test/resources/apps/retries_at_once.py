"""Tries again at once, up to nine times."""
from openai import OpenAI, RateLimitError

from service import KEY, LLM_URL, ask, serve

client = OpenAI(base_url=LLM_URL, api_key=KEY, max_retries=0)


def answer(question, trace):
    for _ in range(9):
        try:
            return ask(client, question, trace)
        except RateLimitError:
            pass
    return ask(client, question, trace)


serve(answer)
