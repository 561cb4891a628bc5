"""The aws CLI, as people type it: publish, look up, suppress, customise a template, seed.
host: --set FeedbackDelay=0.05
"""
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "python"))
from checks import ENDPOINT, STACK, check, equal, eventually, main  # noqa: E402

BUCKET = f"{STACK}-templates-000000000000"


def aws(*arguments, ok=True):
    result = subprocess.run(["/usr/bin/aws", "--endpoint-url", ENDPOINT, *arguments], capture_output=True, text=True, timeout=60)
    if ok and result.returncode != 0:
        raise RuntimeError(f"aws {' '.join(arguments[:3])}: {result.returncode} {result.stderr.strip()}")
    return result


def aws_json(*arguments):
    return json.loads(aws(*arguments, "--output", "json").stdout or "null")


def publish(email_id, to, **more):
    entry = [{"Source": "cli.tests", "DetailType": "Email Request", "EventBusName": f"{STACK}-EmailBus", "Detail": json.dumps(
        {"emailId": email_id, "to": to, "templateName": "welcome", "templateData": {"userName": "Ada", "companyName": "Acme"}, **more})}]
    equal(f"{email_id}: accepted", aws_json("events", "put-events", "--entries", json.dumps(entry))["FailedEntryCount"], 0)


def get(email_id):
    return (aws_json("dynamodb", "get-item", "--table-name", f"{STACK}-EmailTracking",
                     "--key", json.dumps({"emailId": {"S": email_id}})) or {}).get("Item")


def requests_and_suppression():
    publish("cli-1", "success@simulator.amazonses.com")
    found = eventually(lambda: get("cli-1"), lambda i: i and i["status"]["S"] == "delivered", 30)
    equal("get-item: delivered", found["status"]["S"], "delivered")
    publish("cli-2", "bounce@simulator.amazonses.com")
    eventually(lambda: get("cli-2"), lambda i: i and i["status"]["S"] == "bounced", 30)
    key = json.dumps({"email": {"S": "bounce@simulator.amazonses.com"}})
    entry = aws_json("dynamodb", "get-item", "--table-name", f"{STACK}-Suppression", "--key", key)["Item"]
    equal("get-item: suppression", entry["reason"]["S"], "hard-bounce")
    aws("dynamodb", "delete-item", "--table-name", f"{STACK}-Suppression", "--key", key)
    check("delete-item: gone", not aws("dynamodb", "get-item", "--table-name", f"{STACK}-Suppression", "--key", key).stdout.strip())
    count = aws_json("dynamodb", "query", "--table-name", f"{STACK}-EmailTracking", "--index-name", "date-partition-index",
                     "--key-condition-expression", "datePartition = :date",
                     "--expression-attribute-values", json.dumps({":date": {"S": found["datePartition"]["S"]}}), "--select", "COUNT")
    check("query: count of the day", count["Count"] >= 2, count)


def rules():
    listed = aws_json("events", "list-rules", "--event-bus-name", f"{STACK}-EmailBus")["Rules"]
    check("list-rules: the engine's own", any(r["Name"] == f"{STACK}-EmailEventRule" for r in listed), listed)
    aws("events", "put-rule", "--name", "my-app-notifications", "--event-bus-name", f"{STACK}-EmailBus", "--event-pattern", json.dumps(
        {"source": ["sesmailengine"], "detail-type": ["Email Status Changed"], "detail": {"originalSource": ["my.application"]}}))
    bad = aws("events", "put-rule", "--name", "bad", "--event-bus-name", f"{STACK}-EmailBus", "--event-pattern", '{"source": "x"}', ok=False)
    equal("put-rule: a bad pattern is refused", (bad.returncode, "InvalidEventPatternException" in bad.stderr), (254, True))


def customise_a_template():
    aws("s3", "cp", f"s3://{BUCKET}/templates/welcome/", "./welcome/", "--recursive")
    metadata = pathlib.Path("welcome/metadata.json")
    changed = json.loads(metadata.read_text())
    changed["version"], changed["subject"] = "1.1.0", "Ahoy {{ userName }}"
    metadata.write_text(json.dumps(changed))
    aws("s3", "cp", "./welcome/", f"s3://{BUCKET}/templates/welcome/", "--recursive")
    listing = aws("s3", "ls", f"s3://{BUCKET}/templates/").stdout
    check("s3 ls: folders", "PRE welcome/" in listing and "PRE invoice/" in listing, listing)
    shown = aws("s3", "cp", f"s3://{BUCKET}/templates/welcome/metadata.json", "-").stdout
    equal("s3 cp to stdout", json.loads(shown)["subject"], "Ahoy {{ userName }}")
    first = aws("lambda", "invoke", "--function-name", f"{STACK}-TemplateSeeder", "/dev/stdout").stdout
    check("lambda invoke: the own version is kept", '"skipped"' in first and "welcome" in first.split('"skipped"')[1], first)


def identity_and_errors():
    equal("sts get-caller-identity", aws_json("sts", "get-caller-identity")["Account"], "000000000000")
    missing = aws("dynamodb", "get-item", "--table-name", "nope", "--key", '{"a":{"S":"b"}}', ok=False)
    equal("unknown table", (missing.returncode, "ResourceNotFoundException" in missing.stderr), (254, True))
    unknown = aws("dynamodb", "list-backups", ok=False)
    equal("unknown operation", (unknown.returncode, "UnknownOperationException" in unknown.stderr), (254, True))
    queue = aws("sqs", "get-queue-url", "--queue-name", "nope", ok=False)
    equal("unknown queue", (queue.returncode, "NonExistentQueue" in queue.stderr), (254, True))


main(requests_and_suppression, rules, customise_a_template, identity_and_errors)
