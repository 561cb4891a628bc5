"""The aws CLI: logs tail, with and without --follow, and the guide's filter-log-events.
host: --set FeedbackDelay=0.05
"""
import json
import pathlib
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "python"))
from checks import ENDPOINT, STACK, check, equal, eventually, main  # noqa: E402
from mail import new_id, publish, settled  # noqa: E402

SENDER, FEEDBACK = f"/aws/lambda/{STACK}-EmailSender", f"/aws/lambda/{STACK}-FeedbackProcessor"
AWS = ["/usr/bin/aws", "--endpoint-url", ENDPOINT]


def aws(*arguments, ok=True):
    result = subprocess.run([*AWS, *arguments], capture_output=True, text=True, timeout=60)
    if ok and result.returncode != 0:
        raise RuntimeError(f"aws {' '.join(arguments[:3])}: {result.returncode} {result.stderr.strip()}")
    return result


def tail():
    good, missing = publish("success@simulator.amazonses.com"), publish("success@simulator.amazonses.com", template="nope")
    settled(good)
    settled(missing)
    out = aws("logs", "tail", SENDER, "--since", "1h").stdout
    check("tail: each line with time and stream", good in out and missing in out and "[$LATEST]" in out.splitlines()[0], out)
    out = aws("logs", "tail", SENDER, "--filter-pattern", "Template error", "--format", "short").stdout
    check("tail: a filter", missing in out and good not in out, out)
    equal("tail: nothing since", aws("logs", "tail", SENDER, "--since", "2099-01-01T00:00:00Z").stdout, "")
    unknown = aws("logs", "tail", "/aws/lambda/nope", ok=False)
    check("tail: an unknown group", unknown.returncode != 0 and "ResourceNotFoundException" in unknown.stderr, unknown.stderr)


def follow():
    tailing = subprocess.Popen([*AWS, "logs", "tail", SENDER, "--follow"], stdout=subprocess.PIPE, text=True)
    seen = []
    reader = threading.Thread(target=lambda: seen.extend(iter(tailing.stdout.readline, "")), daemon=True)
    reader.start()
    try:
        eventually(lambda: list(seen), lambda s: s, 20)
        later = publish("success@simulator.amazonses.com", emailId=new_id("later"))
        found = eventually(lambda: [line for line in seen if later in line], lambda f: f, 20)
        time.sleep(6)
        equal("tail --follow: a line that came later, once", len([line for line in seen if later in line]), 1)
        check("tail --follow: it was seen", bool(found))
    finally:
        tailing.terminate()
        tailing.wait()


def filters():
    answer = json.loads(aws("logs", "filter-log-events", "--log-group-name", FEEDBACK,
                            "--filter-pattern", "Failed to publish status", "--output", "json").stdout)
    equal("filter-log-events: nothing failed", answer["events"], [])
    events = json.loads(aws("logs", "filter-log-events", "--log-group-name", SENDER, "--filter-pattern", "ERROR", "--output", "json").stdout)["events"]
    check("filter-log-events: ERROR", len(events) == 1 and '"level":"ERROR"' in events[0]["message"], events)
    first = aws("logs", "filter-log-events", "--log-group-name", SENDER, "--max-items", "1", "--query", "events[].eventId", "--output", "text").stdout
    check("filter-log-events: --max-items", len(first.split()[0]) == 56, first)
    names = aws("logs", "describe-log-groups", "--query", "logGroups[].logGroupName", "--output", "text").stdout.split()
    equal("describe-log-groups", len(names), 4)
    bad = aws("logs", "filter-log-events", "--log-group-name", SENDER, "--filter-pattern", '{ $.level = }', ok=False)
    equal("filter-log-events: a bad pattern", (bad.returncode, "Invalid filter pattern: a value expected" in bad.stderr), (254, True))


main(tail, follow, filters)
