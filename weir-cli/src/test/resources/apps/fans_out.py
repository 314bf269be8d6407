"""Makes six calls of each question, all at once, and as many more as users come."""
from concurrent.futures import ThreadPoolExecutor, wait

from openai import OpenAI

from service import KEY, LLM_URL, ask, serve

client = OpenAI(base_url=LLM_URL, api_key=KEY, max_retries=0)
PARTS = ["who", "what", "when", "where", "why", "how"]


def answer(question, trace):
    with ThreadPoolExecutor(len(PARTS)) as pool:
        calls = [pool.submit(ask, client, f"{question} And {part}?", trace) for part in PARTS]
        wait(calls)
    parts = [call.result() for call in calls]
    return {"answer": " ".join(part["answer"] for part in parts), "model": parts[0]["model"]}


serve(answer)
