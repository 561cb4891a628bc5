"""The producer's side with boto3: publish requests, read records, suppressions, notifications."""
import json
import uuid

import boto3
from boto3.dynamodb.types import TypeDeserializer

from checks import ENDPOINT, STACK, eventually

events = boto3.client("events", endpoint_url=ENDPOINT)
dynamodb = boto3.client("dynamodb", endpoint_url=ENDPOINT)
sqs = boto3.client("sqs", endpoint_url=ENDPOINT)
s3 = boto3.client("s3", endpoint_url=ENDPOINT)
awslambda = boto3.client("lambda", endpoint_url=ENDPOINT)

BUS = f"{STACK}-EmailBus"
TRACKING = f"{STACK}-EmailTracking"
SUPPRESSION = f"{STACK}-Suppression"
BUCKET = f"{STACK}-templates-000000000000"
WELCOME = {"userName": "Ada", "companyName": "Acme"}
FINAL = {"delivered", "opened", "failed", "bounced", "complained", "soft_bounced"}


def plain(item):
    return {k: TypeDeserializer().deserialize(v) for k, v in item.items()}


def new_id(prefix="t"):
    return f"{prefix}-{uuid.uuid4().hex[:12]}"


def publish(to, template="welcome", data=None, source="client.tests", raw=None, **more):
    """Publishes one Email Request; gives the id it asked for."""
    email_id = more.pop("emailId", None) or new_id()
    detail = {"emailId": email_id, "to": to, "templateName": template, "templateData": WELCOME if data is None else data, **more}
    if to is None:
        del detail["to"]
    answer = events.put_events(Entries=[{
        "Source": source, "DetailType": "Email Request", "EventBusName": BUS, "Detail": raw or json.dumps(detail)}])
    assert answer["FailedEntryCount"] == 0, answer
    return email_id


def record(email_id):
    item = dynamodb.get_item(TableName=TRACKING, Key={"emailId": {"S": email_id}}, ConsistentRead=True).get("Item")
    return plain(item) if item else None


def settled(email_id, statuses=FINAL, limit=20.0):
    """The record once its status is one of these; else as it is when the time is up."""
    return eventually(lambda: record(email_id), lambda r: r is not None and r["status"] in statuses, limit) or {}


def attempts(original_id):
    answer = dynamodb.query(
        TableName=TRACKING, IndexName="original-email-id-index", KeyConditionExpression="originalEmailId = :id",
        ExpressionAttributeValues={":id": {"S": original_id}})
    return [plain(item) for item in answer["Items"]]


def suppression(email):
    item = dynamodb.get_item(TableName=SUPPRESSION, Key={"email": {"S": email}}).get("Item")
    return plain(item) if item else None


def unsuppress(email):
    dynamodb.delete_item(TableName=SUPPRESSION, Key={"email": {"S": email}})


class Subscription:
    """A rule on the bus into a queue of its own: what a producer that listens has."""

    def __init__(self, name, pattern):
        self.url = sqs.create_queue(QueueName=name)["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        events.put_rule(Name=name, EventBusName=BUS, EventPattern=json.dumps(pattern))
        answer = events.put_targets(Rule=name, EventBusName=BUS, Targets=[{"Id": "1", "Arn": arn}])
        assert answer["FailedEntryCount"] == 0, answer
        self.seen = []

    def take(self, wait=0):
        while True:
            messages = sqs.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10, WaitTimeSeconds=wait).get("Messages", [])
            for message in messages:
                self.seen.append(json.loads(message["Body"]))
                sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
            if len(messages) < 10:
                return self.seen

    def statuses(self, email_id):
        return [e["detail"]["status"] for e in self.take() if e["detail"].get("emailId") == email_id]

    def find(self, email_id, status, limit=15.0):
        def look():
            return next((e for e in self.take() if e["detail"].get("emailId") == email_id and e["detail"]["status"] == status), None)
        return eventually(look, lambda e: e is not None, limit)
