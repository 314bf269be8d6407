"""Once refused, waits for a better day and lets its user wait with it."""
import time

from openai import OpenAI, RateLimitError

from service import KEY, LLM_URL, ask, serve

client = OpenAI(base_url=LLM_URL, api_key=KEY, max_retries=0)


def answer(question, trace):
    try:
        return ask(client, question, trace)
    except RateLimitError:
        time.sleep(600)
        raise


serve(answer)
