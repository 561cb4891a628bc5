"""What one would write instead: a Lambda handler in Python with boto3 and Jinja2, and the runtime loop it needs.

Takes the same SQS event as the native function. With CALLS=plain it makes a mail's plainest calls: GetItem (suppressed?),
GetObject (template), render, SES v2 SendEmail, PutItem (record). With CALLS=same it makes those of the native function: a
conditional PutItem that claims, GetItem, GetAccount and the day's counters now and then, the template's three files, SendEmail,
UpdateItem of the record and of the counters, statement by statement.
"""
import http.client
import json
import os
import time

import boto3
import jinja2
from botocore.config import Config

STACK = os.environ["STACK_NAME"]


def client(service, variable, **config):
    return boto3.client(service, endpoint_url=os.environ["AWS_ENDPOINT_URL_" + variable], config=Config(**config))


tables = client("dynamodb", "DYNAMODB")
mail = client("sesv2", "SESV2")
bucket = client("s3", "S3", s3={"addressing_style": "path"})
jinja = jinja2.Environment(autoescape=True)
templates = {}
read_at = {}
SAME = os.environ.get("CALLS") == "same"


def template(name):
    if name not in templates:
        def read(file):
            key = "templates/%s/%s" % (name, file)
            return bucket.get_object(Bucket=os.environ["TEMPLATE_BUCKET"], Key=key)["Body"].read().decode()
        templates[name] = {"html": jinja.from_string(read("template.html"))}
        if SAME:
            templates[name]["text"] = jinja.from_string(read("template.txt"))
            templates[name]["subject"] = jinja.from_string(json.loads(read("metadata.json"))["subject"])
    return templates[name]


def now_and_then(name, seconds, read):
    if time.monotonic() - read_at.get(name, -1e9) > seconds:
        read_at[name] = time.monotonic()
        read()


def send_same(event):
    request, day = event["detail"], time.strftime("%Y-%m-%d", time.gmtime())
    now_and_then("quota", 15, mail.get_account)
    key = "email-" + event["id"]
    tables.put_item(
        TableName=STACK + "-EmailTracking", ConditionExpression="attribute_not_exists(#emailId) OR #ttl <= :now",
        ExpressionAttributeNames={"#emailId": "emailId", "#ttl": "ttl"}, ExpressionAttributeValues={":now": {"N": str(int(time.time()))}},
        Item={
            "emailId": {"S": key}, "status": {"S": "sending"}, "timestamp": {"S": event["time"]}, "datePartition": {"S": day},
            "retryAttempt": {"N": "0"}, "toEmail": {"S": request["to"]}, "templateName": {"S": request["templateName"]},
            "source": {"S": event["source"]}, "originalEmailId": {"S": key}, "claimedAt": {"S": event["time"]},
            "retryDetail": {"S": json.dumps(request)}, "ttl": {"N": str(int(time.time()) + 90 * 86400)},
            "events": {"L": [{"M": {"type": {"S": "sending"}, "timestamp": {"S": event["time"]}}}]},
            "version": {"N": "1"}, "lastWrite": {"S": key}})
    if "Item" in tables.get_item(
            TableName=STACK + "-Suppression", Key={"email": {"S": request["to"].lower()}}, ConsistentRead=True):
        return
    now_and_then("counters", 10, lambda: tables.query(
        TableName=STACK + "-DailyStats", KeyConditionExpression="statDate = :day", ExpressionAttributeValues={":day": {"S": day}}))
    parts = {part: source.render(**request["templateData"]) for part, source in template(request["templateName"]).items()}
    answer = mail.send_email(
        FromEmailAddress="noreply@example.com", Destination={"ToAddresses": [request["to"]]}, ConfigurationSetName=STACK + "-ConfigSet",
        EmailTags=[{"Name": "emailId", "Value": "email-" + event["id"]}],
        Content={"Simple": {"Subject": {"Data": parts["subject"]}, "Body": {"Html": {"Data": parts["html"]}, "Text": {"Data": parts["text"]}}}})
    names = ("emailId", "ttl", "errorType", "events", "status", "claimedAt", "subject", "senderEmail", "templateVersion",
             "sesMessageId", "sentAt", "version", "lastWrite")
    tables.update_item(
        TableName=STACK + "-EmailTracking", Key={"emailId": {"S": key}}, ReturnValues="ALL_OLD",
        ConditionExpression="attribute_exists(#emailId) AND (attribute_not_exists(#ttl) OR #ttl > :v0) AND attribute_not_exists(#errorType) "
                            "AND (attribute_not_exists(#events) OR size(#events) < :v1) AND #status IN (:v4) AND attribute_not_exists(#sentAt)",
        UpdateExpression="SET #events = list_append(if_not_exists(#events, :v2), :v3), #status = :v5, #subject = :v6, #senderEmail = :v7, "
                         "#templateVersion = :v8, #sesMessageId = if_not_exists(#sesMessageId, :v9), #sentAt = :v10, #lastWrite = :v12 "
                         "ADD #version :v11 REMOVE #claimedAt",
        ExpressionAttributeNames={"#" + name: name for name in names},
        ExpressionAttributeValues={
            ":v0": {"N": str(int(time.time()))}, ":v1": {"N": "50"}, ":v2": {"L": []},
            ":v3": {"L": [{"M": {"type": {"S": "sent"}, "timestamp": {"S": event["time"]}}}]}, ":v4": {"S": "sending"},
            ":v5": {"S": "sent"}, ":v6": {"S": parts["subject"]}, ":v7": {"S": "noreply@example.com"}, ":v8": {"S": "1.0.0"},
            ":v9": {"S": answer["MessageId"]}, ":v10": {"S": event["time"]}, ":v11": {"N": "1"}, ":v12": {"S": answer["MessageId"]}})
    tables.update_item(
        TableName=STACK + "-DailyStats", Key={"statDate": {"S": day}, "shard": {"N": "3"}},
        UpdateExpression="SET #lastWrite = :v1 ADD #sent :v0", ExpressionAttributeNames={"#sent": "sent", "#lastWrite": "lastWrite"},
        ExpressionAttributeValues={":v0": {"N": "1"}, ":v1": {"S": answer["MessageId"]}})


def send(event):
    if SAME:
        return send_same(event)
    request = event["detail"]
    if "Item" in tables.get_item(TableName=STACK + "-Suppression", Key={"email": {"S": request["to"].lower()}}):
        return
    html = template(request["templateName"])["html"].render(**request["templateData"])
    answer = mail.send_email(
        FromEmailAddress="noreply@example.com",
        Destination={"ToAddresses": [request["to"]]},
        Content={"Simple": {"Subject": {"Data": "Welcome"}, "Body": {"Html": {"Data": html}, "Text": {"Data": "Welcome"}}}},
    )
    tables.put_item(TableName=STACK + "-EmailTracking", Item={
        "emailId": {"S": "email-" + event["id"]}, "toEmail": {"S": request["to"]}, "status": {"S": "sent"},
        "sesMessageId": {"S": answer["MessageId"]}, "timestamp": {"S": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())},
    })


def main():
    api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    while True:
        api.request("GET", "/2018-06-01/runtime/invocation/next")
        answer = api.getresponse()
        batch, request_id = json.loads(answer.read()), answer.getheader("Lambda-Runtime-Aws-Request-Id")
        failures = []
        for record in batch["Records"]:
            try:
                send(json.loads(record["body"]))
            except Exception as error:
                print(error, flush=True)
                failures.append({"itemIdentifier": record["messageId"]})
        body = json.dumps({"batchItemFailures": failures})
        api.request("POST", "/2018-06-01/runtime/invocation/%s/response" % request_id, body)
        api.getresponse().read()


main()
