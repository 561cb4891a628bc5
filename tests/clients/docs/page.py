"""Running what docs/INTEGRATION.md shows, against the host of this test."""
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.request

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "python")]
import mail  # noqa: E402
from checks import ENDPOINT, check, equal  # noqa: E402
from document import ROOT, snippets  # noqa: E402
from flaky import FlakyBus  # noqa: E402

PAGE = snippets("INTEGRATION.md")
AWS = 'aws() { /usr/bin/aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }\n'
bus = FlakyBus(ENDPOINT)


def write(name, text=None):
    path = pathlib.Path(name)
    path.write_text(text or PAGE[name][1])
    return str(path)


def run(name, command, endpoint=ENDPOINT, limit=200, **environment):
    result = subprocess.run(
        command, env={**os.environ, "AWS_ENDPOINT_URL": endpoint, "AWS_REGION": "us-east-1", **environment}, capture_output=True, text=True, timeout=limit)
    check(f"docs: {name} runs", result.returncode == 0, f"exit code {result.returncode}: {' / '.join((result.stdout + result.stderr).split(chr(10)))[-1500:]}")
    return result.stdout


def shell(name, text=None, endpoint=ENDPOINT):
    return run(name, ["bash", "-euo", "pipefail", "-c", AWS + (text or PAGE[name][1])], endpoint)


def published(name):
    """Each mail of a publishing example went out once, though the bus refused the last one at first."""
    ids = sorted(set(re.findall(r"order-\d+-paid", PAGE[name][1])) or {f"order-{n}-paid" for n in re.findall(r'"(10\d\d)"', PAGE[name][1])})
    for email_id in ids:
        equal(f"docs: {name}: {email_id} is delivered", mail.settled(email_id).get("status"), "delivered")
    check(f"docs: {name}: what the bus refused was published again", any(i in bus.refused for i in ids), bus.refused)
    equal(f"docs: {name}: each went out once", sorted(line["emailId"] for line in journal() if line["emailId"] in ids), ids)


def journal():
    with urllib.request.urlopen(ENDPOINT + "/_aws/ses/journal", timeout=30) as answer:
        return [json.loads(line) for line in answer]
