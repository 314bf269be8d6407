"""Makes six calls of each question, all at once, and as many more as users come."""
from concurrent.futures import ThreadPoolExecutor

from openai import OpenAI

from service import KEY, LLM_URL, ask, serve

client = OpenAI(base_url=LLM_URL, api_key=KEY, max_retries=0)
PARTS = ["who", "what", "when", "where", "why", "how"]


def answer(question, trace):
    with ThreadPoolExecutor(len(PARTS)) as pool:
        parts = list(pool.map(lambda part: ask(client, f"{question} And {part}?", trace), PARTS))
    return {"answer": " ".join(part["answer"] for part in parts), "model": parts[0]["model"]}


serve(answer)
