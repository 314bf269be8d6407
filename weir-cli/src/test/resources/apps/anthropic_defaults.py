"""On Anthropic's SDK with its own defaults, which wait as long as the provider asks and try twice more."""
from anthropic import Anthropic

from service import BIG, KEY, LLM_URL, serve

client = Anthropic(base_url=LLM_URL.removesuffix("/v1"), api_key=KEY)


def answer(question, trace):
    done = client.messages.create(
        model=BIG,
        max_tokens=8,
        system="You are the clerk of a lending library.",
        messages=[{"role": "user", "content": "A reader asks: " + question}],
        extra_headers=trace,
    )
    return {"answer": done.content[0].text, "model": done.model}


serve(answer)
