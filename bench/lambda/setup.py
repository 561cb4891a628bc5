"""Makes the stack's tables, bucket and queues in the emulators, and puts the welcome starter into the bucket."""
import os
import pathlib

import boto3
from botocore.config import Config

STACK = os.environ["STACK_NAME"]
ROOT = pathlib.Path(__file__).resolve().parents[2]


def client(service, variable, **config):
    return boto3.client(service, endpoint_url=os.environ["AWS_ENDPOINT_URL_" + variable], config=Config(**config))


tables = client("dynamodb", "DYNAMODB")


def table(name, *key, indexes=()):
    attributes = sorted(set(key) | {attribute for _, index in indexes for attribute in index})
    schema = lambda names: [{"AttributeName": n, "KeyType": t} for n, t in zip(names, ("HASH", "RANGE"))]
    more = {}
    if indexes:
        more["GlobalSecondaryIndexes"] = [
            {"IndexName": n, "KeySchema": schema(k), "Projection": {"ProjectionType": "ALL"}} for n, k in indexes]
    tables.create_table(
        TableName=STACK + "-" + name, BillingMode="PAY_PER_REQUEST", KeySchema=schema(key),
        AttributeDefinitions=[{"AttributeName": a, "AttributeType": "N" if a == "shard" else "S"} for a in attributes], **more)


table("EmailTracking", "emailId", indexes=(
    ("to-email-timestamp-index", ("toEmail", "timestamp")), ("ses-message-id-index", ("sesMessageId",)),
    ("date-partition-index", ("datePartition", "timestamp")), ("original-email-id-index", ("originalEmailId", "timestamp"))))
table("Suppression", "email", indexes=(("suppression-type-date-index", ("suppressionType", "addedToSuppressionDate")),))
table("DailyStats", "statDate", "shard")

bucket = client("s3", "S3", s3={"addressing_style": "path"})
name = os.environ["TEMPLATE_BUCKET"]
bucket.create_bucket(Bucket=name)
for file in (ROOT / "templates" / "welcome").iterdir():
    bucket.put_object(Bucket=name, Key="templates/welcome/" + file.name, Body=file.read_bytes())

queues = client("sqs", "SQS")
for queue in ("EmailQueue", "RetryQueue"):
    print(queues.create_queue(QueueName=STACK + "-" + queue)["QueueUrl"])
