"""Runs the functions whose names begin with `check_` and says how each ended; used by the scripts beside it."""
import asyncio
import inspect
import json
import os
import sys
import traceback
import urllib.request
import uuid

BASE = os.environ["PROVIDER"]
KEY = os.environ["PROVIDER_KEY"]
MODEL = "quick"


def fault(name, **more):
    """Headers that make the provider fail, and name the request so that its log can be asked about it."""
    return {"x-simulator-fault": name, **more}


def named():
    """A request id of ours, which the provider's log repeats."""
    return "sdk-" + uuid.uuid4().hex


def attempts(client_request_id):
    """The statuses of all attempts of one request, as the provider's own log has them."""
    with urllib.request.urlopen(BASE + "/admin/requests") as answer:
        lines = [json.loads(line) for line in answer.read().splitlines()]
    return [line["status"] for line in lines if line["clientRequestId"] == client_request_id]


def raised(expected, action):
    """The exception of an action; its class has to be exactly the expected one."""
    try:
        action()
    except Exception as e:
        assert type(e) is expected, f"{type(e).__name__} instead of {expected.__name__}: {e}"
        return e
    raise AssertionError(f"nothing was raised, {expected.__name__} was expected")


def run(module):
    failed = 0
    for name, check in list(vars(module).items()):
        if name.startswith("check_"):
            try:
                done = check()
                if inspect.isawaitable(done):
                    asyncio.run(done)
                print("PASS", name, flush=True)
            except Exception:
                failed += 1
                print("FAIL", name, flush=True)
                traceback.print_exc(file=sys.stdout)
    sys.exit(1 if failed else 0)
