"""Asks a smaller model when the large one refuses, and says so."""
from openai import OpenAI, RateLimitError

from service import KEY, LLM_URL, SMALL, ask, serve

client = OpenAI(base_url=LLM_URL, api_key=KEY, max_retries=0)


def answer(question, trace):
    try:
        return ask(client, question, trace)
    except RateLimitError:
        return ask(client, question, trace, SMALL)


serve(answer)
