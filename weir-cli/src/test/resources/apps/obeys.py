"""Leaves all to the SDK, which waits as long as the provider asks and tries twice more."""
from openai import OpenAI

from service import KEY, LLM_URL, ask, serve

client = OpenAI(base_url=LLM_URL, api_key=KEY)
serve(lambda question, trace: ask(client, question, trace))
