"""A full disk, a read-only data folder, a damaged file and a second process: one clear line each, and nothing accepted is lost.
host: none
"""
import contextlib
import json
import os
import resource
import signal
import subprocess
import tempfile
import time

import boto3
from botocore.config import Config

import checks
from host import COMMAND, STACK, Host, free_port

ROOM = 12 << 20


def up(data):
    """Starts a host that is expected to refuse; gives its exit code and what it said, without the build's lines."""
    answer = subprocess.run(COMMAND + ["up", "--port", str(free_port()), "--data", data], capture_output=True, text=True, timeout=60)
    return answer.returncode, [line for line in answer.stderr.splitlines() if line]


def refused(name, data, *words):
    code, lines = up(data)
    text = " ".join(lines)
    checks.equal(f"{name}: exit code", code, 2)
    checks.check(f"{name}: says what it is and what to do, without a stack trace", all(word in text for word in words) and "   at " not in text, lines)


def second_process():
    with tempfile.TemporaryDirectory(prefix="sesmailengine-trouble-") as folder:
        host = Host(os.path.join(folder, "data")).start()
        try:
            refused("second process", host.data, "in use by another process", "--data")
            checks.equal("second process: the first goes on", host.process.poll(), None)
        finally:
            host.kill()


@contextlib.contextmanager
def small_disk(folder):
    """A disk of a few megabytes, where this user may mount one; else None."""
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", folder], capture_output=True).returncode != 0:
        yield None
        return
    try:
        yield lambda option: subprocess.run(["mount", "-o", f"remount,{option}", folder], check=True)
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def read_only():
    with tempfile.TemporaryDirectory(prefix="sesmailengine-trouble-") as folder, small_disk(folder) as disk:
        if disk:
            disk("ro")
        else:
            os.chmod(folder, 0o555)
        refused("read-only folder", os.path.join(folder, "data"), "cannot be written", "--data")
        refused("read-only folder that is there", folder, "cannot be written", "--data")
        os.chmod(folder, 0o755) if not disk else disk("rw")


def damaged():
    with tempfile.TemporaryDirectory(prefix="sesmailengine-trouble-") as folder:
        host = Host(os.path.join(folder, "data")).start()
        put(client(host), 0, 100)
        host.stop()
        file = os.path.join(host.data, "sesmailengine.db")
        with open(file, "rb") as whole:
            good = whole.read()
        with open(file, "wb") as broken:
            broken.write(b"This is not a database." + good[23:])
        refused("damaged header", host.data, "damaged", "restore")
        # Every page but the first: wherever the host looks, it meets one. It may start, but then it answers errors, not acknowledgements.
        with open(file, "wb") as broken:
            broken.write(good[:4096] + os.urandom(len(good) - 4096))
        refused("damaged pages", host.data, "damaged", "restore")
        with open(file, "wb") as whole:
            whole.write(good)
        host.start()
        try:
            checks.equal("the copy restored: everything is there", len(wait(host, range(100))), 100)
        finally:
            host.kill()


def full_disk():
    with tempfile.TemporaryDirectory(prefix="sesmailengine-trouble-") as folder, small_disk(folder) as disk:
        host = Host(os.path.join(folder, "data"), ["--set", "FeedbackDelay=0.05", "--set", "VisibilityTimeout=1"])
        # The log of the test is not to be on the disk that fills up.
        with tempfile.TemporaryDirectory(prefix="sesmailengine-trouble-log-") as logs:
            log = os.path.join(logs, "log")
            start(host, log)
            try:
                fill(host, log, disk)
            finally:
                host.kill()


def fill(host, log, disk):
    # Without a disk of our own: files of this process may not grow past a size, which it meets as an error of writing.
    limit = (lambda size: resource.prlimit(host.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY)))
    if not disk:
        limit(ROOM // 2)
    events, accepted, refusals, next_id = client(host), set(), 0, 0
    end = time.monotonic() + 60
    while refusals < 5 and time.monotonic() < end:
        taken = put(events, next_id, 10)
        accepted.update(taken)
        refusals += not taken
        next_id += 10
    checks.check("full disk: PutEvents answers an error, not an acknowledgement", refusals == 5 and len(accepted) > 0, (refusals, len(accepted)))
    # Longer than three visibility timeouts: nothing may be given up meanwhile.
    time.sleep(5)
    checks.equal("full disk: the host goes on", host.process.poll(), None)
    disk("size=300m") if disk else limit(resource.RLIM_INFINITY)
    again = checks.eventually(lambda: put(events, next_id, 10), lambda taken: taken, 20)
    checks.equal("full disk: it accepts again when there is room", len(again), 10)
    accepted.update(again)
    checks.equal("full disk: all that was accepted is delivered", set(wait(host, accepted)) >= accepted, True)
    sent = [line["emailId"] for line in host.journal()]
    checks.equal("full disk: none twice", len(sent), len(set(sent)))
    with open(log, encoding="utf-8") as lines:
        said = [line for line in lines if "disk is full" in line or "could not be" in line or "can be written again" in line]
    checks.check("full disk: said when it began and when it was over", said and "can be written again" in said[-1] and "at " not in said[0][:3], said)
    checks.equal("full disk: SIGTERM: exit code", host.stop(), 0)


def start(host, log):
    """As Host.start, with the output elsewhere, and without the signal of files grown too large."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    host.log = open(log, "ab")
    host.process = subprocess.Popen(
        COMMAND + ["up", "--port", str(host.port), "--data", host.data] + host.options, stdout=host.log, stderr=subprocess.STDOUT,
        start_new_session=True, restore_signals=False)
    checks.eventually(lambda: answers(host), bool, 60)


def answers(host):
    try:
        client(host, "sts").get_caller_identity()
        return True
    except Exception:  # not yet
        return False


def client(host, service="events"):
    return boto3.client(service, endpoint_url=host.endpoint, config=Config(retries={"max_attempts": 0}))


def put(events, first, count):
    """Publishes; gives the numbers of those that were acknowledged."""
    taken = []
    for start_at in range(first, first + count, 10):
        numbers = range(start_at, min(start_at + 10, first + count))
        try:
            answer = events.put_events(Entries=[{
                "Source": "trouble.test", "DetailType": "Email Request", "EventBusName": f"{STACK}-EmailBus", "Detail": json.dumps({
                    "emailId": f"trouble-{i}", "to": f"user{i}@example.com", "templateName": "welcome",
                    "templateData": {"userName": "Ada", "companyName": "Acme"}})} for i in numbers])
        except Exception:
            continue
        taken += [i for i, entry in zip(numbers, answer["Entries"]) if "EventId" in entry]
    return taken


def wait(host, numbers):
    """The numbers of the mails that are delivered, once all of them are, or after a while."""
    table = client(host, "dynamodb")

    def delivered():
        found = []
        for page in table.get_paginator("scan").paginate(TableName=f"{STACK}-EmailTracking"):
            found += [int(i["emailId"]["S"].split("-")[1]) for i in page["Items"] if i["status"]["S"] == "delivered"]
        return found
    return checks.eventually(delivered, lambda found: set(numbers) <= set(found), 40)


checks.main(second_process, read_only, damaged, full_disk)
