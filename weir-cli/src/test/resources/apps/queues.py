"""One after the other at the pace that the provider allows; who comes waits."""
import threading
import time

from openai import OpenAI, RateLimitError

from service import KEY, LLM_URL, ask, retry_after, serve

client = OpenAI(base_url=LLM_URL, api_key=KEY, max_retries=0)
turn = threading.Lock()


def answer(question, trace):
    with turn:
        while True:
            try:
                return ask(client, question, trace)
            except RateLimitError as refused:
                time.sleep(retry_after(refused) + 0.05)


serve(answer)
