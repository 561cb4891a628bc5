"""What the client programs share: checks that print a line each, and waiting for what comes later."""
import os
import sys
import time
import traceback

ENDPOINT = os.environ["ENDPOINT"]
STACK = os.environ["STACK"]
failures = 0


def check(name, condition, detail=""):
    global failures
    if condition:
        print(f"ok {name}", flush=True)
    else:
        failures += 1
        print(f"not ok {name} {detail}", flush=True)
    return bool(condition)


def equal(name, actual, expected):
    return check(name, actual == expected, f"(expected {expected!r}, got {actual!r})")


def eventually(read, accept, limit=15.0):
    """Reads until the value is accepted or the time is up; gives the last value."""
    end = time.monotonic() + limit
    while True:
        value = read()
        if accept(value) or time.monotonic() > end:
            return value
        time.sleep(0.05)


def main(*steps):
    for step in steps:
        try:
            step()
        except Exception as exception:
            check(step.__name__, False, f"{type(exception).__name__}: {exception}")
            traceback.print_exc()
    sys.exit(1 if failures else 0)
