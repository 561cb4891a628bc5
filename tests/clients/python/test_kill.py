"""kill -9 while 1,000 requests flow, then restart: every accepted request reaches a final status, none is sent twice.
host: none
"""
import json
import os
import tempfile
import threading
import time

import boto3

import checks
from host import STACK, Host

MAILS, KILLS = 1_000, 3


def run():
    with tempfile.TemporaryDirectory(prefix="sesmailengine-kill-") as folder:
        host = Host(os.path.join(folder, "data"), ["--set", "FeedbackDelay=0.05", "--set", "MaxSendRate=400"]).start()
        accepted = []

        def publish():
            client = boto3.client("events", endpoint_url=host.endpoint)
            for start in range(0, MAILS, 10):
                entries = [{
                    "Source": "kill.test", "DetailType": "Email Request", "EventBusName": f"{STACK}-EmailBus", "Detail": json.dumps({
                        "emailId": f"kill-{i}", "to": f"user{i}@example.com", "templateName": "welcome",
                        "templateData": {"userName": "Ada", "companyName": "Acme"}})} for i in range(start, start + 10)]
                while True:
                    try:
                        answer = client.put_events(Entries=entries)
                        break
                    except Exception:  # the host is down just now: a producer tries again
                        time.sleep(0.1)
                if answer["FailedEntryCount"] == 0:
                    accepted.extend(range(start, start + 10))

        producer = threading.Thread(target=publish)
        producer.start()
        for round in range(KILLS):
            goal = MAILS * (round + 1) // (KILLS + 1)
            while len(accepted) < goal:
                time.sleep(0.01)
            host.kill()
            host.start()
        producer.join()
        checks.equal("kill -9: all accepted in the end", len(accepted), MAILS)

        table = boto3.client("dynamodb", endpoint_url=host.endpoint)

        def statuses():
            found = {}
            for page in table.get_paginator("scan").paginate(
                    TableName=f"{STACK}-EmailTracking", ProjectionExpression="emailId, #s", ExpressionAttributeNames={"#s": "status"}):
                found.update({i["emailId"]["S"]: i["status"]["S"] for i in page["Items"]})
            return found
        found = checks.eventually(statuses, lambda s: sum(v == "delivered" for v in s.values()) == MAILS, 60)
        open_ends = {k: v for k, v in found.items() if v != "delivered"}
        checks.equal("kill -9: every record final", (len(found), open_ends), (MAILS, {}))
        sent = [line["emailId"] for line in host.journal()]
        checks.equal("kill -9: none lost", len(set(sent)), MAILS)
        checks.equal("kill -9: none twice", len(sent), MAILS)
        checks.equal("SIGTERM: exit code", host.stop(), 0)


checks.main(run)
