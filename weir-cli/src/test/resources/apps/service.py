"""An application's web side: POST /ask {"question": ...} is answered with what its answer(question, trace) gives.

Each program beside this one is an application of another kind, on a vendor's own SDK. LLM_URL says where its provider is, PORT where
it listens. It passes its user's traceparent on, as most tracing libraries do, unless FORWARD_TRACE is 0."""
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LLM_URL = os.environ["LLM_URL"]
KEY = "sk-app-of-the-suite-0001"
BIG = "sim-large"
SMALL = "sim-small"


class Refusal(Exception):
    """Told to the user as what it is."""

    def __init__(self, status, retry_after=None):
        self.status = status
        self.retry_after = retry_after


def ask(client, question, trace, model=BIG):
    """One call to the model; the answer's text and the model that it names."""
    done = client.chat.completions.create(
        model=model,
        max_tokens=8,
        messages=[
            {"role": "system", "content": "You are the clerk of a lending library. Answer kindly."},
            {"role": "user", "content": "A reader asks: " + question},
        ],
        extra_headers=trace,
    )
    return {"answer": done.choices[0].message.content, "model": done.model}


def retry_after(error):
    """What the provider asked to wait, in seconds."""
    return float(error.response.headers.get("retry-after", "1"))


def serve(answer):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["question"]
            parent = self.headers.get("traceparent")
            forwards = parent and os.environ.get("FORWARD_TRACE", "1") != "0"
            try:
                self.say(200, answer(question, {"traceparent": parent} if forwards else {}))
            except Refusal as refusal:
                self.say(refusal.status, {"error": "busy, please come back later"}, refusal.retry_after)
            except Exception as error:
                self.say(500, {"error": type(error).__name__})

        def say(self, status, body, wait=None):
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            if wait is not None:
                self.send_header("Retry-After", str(int(wait + 0.999)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 128
        daemon_threads = True

    server = Server(("127.0.0.1", int(os.environ.get("PORT", "0"))), Handler)
    print(f"READY {server.server_address[1]}", flush=True)
    sys.stdout.flush()
    server.serve_forever()
