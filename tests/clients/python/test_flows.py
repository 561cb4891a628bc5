"""The guide's flows with boto3, through its own paginators and waiters.
host: --set FeedbackDelay=0.05 --set VisibilityTimeout=3 --set AdminEmail=admin@example.com
"""
import json
import pathlib

import boto3
from botocore.exceptions import WaiterError

import mail
from checks import ENDPOINT, STACK, check, equal, eventually, main

cloudformation, cloudwatch, logs, ses = (boto3.client(name, endpoint_url=ENDPOINT) for name in ("cloudformation", "cloudwatch", "logs", "ses"))
SENDER_LOG = f"/aws/lambda/{STACK}-EmailSender"


def pages(client, operation, key, **parameters):
    return [item for page in client.get_paginator(operation).paginate(**parameters) for item in page[key]]


def waiters():
    cloudformation.get_waiter("stack_exists").wait(StackName=STACK)
    cloudformation.get_waiter("stack_create_complete").wait(StackName=STACK)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName="a-stack-that-is-gone")
    mail.dynamodb.get_waiter("table_exists").wait(TableName=mail.TRACKING)
    mail.awslambda.get_waiter("function_active_v2").wait(FunctionName=f"{STACK}-TemplateSeeder")
    mail.awslambda.get_waiter("function_updated").wait(FunctionName=f"{STACK}-EmailSender")
    mail.s3.get_waiter("bucket_exists").wait(Bucket=mail.BUCKET)
    mail.s3.get_waiter("object_exists").wait(Bucket=mail.BUCKET, Key="templates/welcome/metadata.json")
    cloudwatch.get_waiter("alarm_exists").wait(AlarmNames=[f"{STACK}-SES-BounceRate"])
    ses.get_waiter("identity_exists").wait(Identities=["noreply@example.com"], WaiterConfig={"Delay": 0, "MaxAttempts": 1})
    check("boto3: its waiters end", True)
    try:
        mail.dynamodb.get_waiter("table_exists").wait(TableName="nope", WaiterConfig={"Delay": 0, "MaxAttempts": 1})
        check("boto3: a waiter for a table that is not there gives up", False)
    except WaiterError as error:
        check("boto3: a waiter for a table that is not there gives up", "Max attempts" in str(error), error)


def customise_a_template():
    keys = [o["Key"] for o in pages(mail.s3, "list_objects_v2", "Contents", Bucket=mail.BUCKET, Prefix="templates/welcome/",
                                    PaginationConfig={"PageSize": 1})]
    equal("boto3: a template's files, one a page", len(keys), 3)
    for key in keys:
        mail.s3.download_file(mail.BUCKET, key, pathlib.Path(key).name)
    metadata = json.loads(pathlib.Path("metadata.json").read_text())
    pathlib.Path("metadata.json").write_text(json.dumps({**metadata, "version": "9.0.0", "subject": "Mine {{ userName }}"}))
    mail.s3.upload_file("metadata.json", mail.BUCKET, "templates/welcome/metadata.json")
    seeded = json.load(mail.awslambda.invoke(FunctionName=f"{STACK}-TemplateSeeder")["Payload"])
    check("boto3: the seeder keeps it", "welcome" in seeded["skipped"], seeded)
    sent = mail.settled(mail.publish("success@simulator.amazonses.com"), {"delivered"})
    equal("boto3: the next mail has it", (sent.get("subject"), sent.get("templateVersion")), ("Mine Ada", "9.0.0"))


def subscribe_to_notifications():
    subscription = mail.Subscription("flow", {"source": ["sesmailengine"], "detail": {"status": ["complained"]}})
    email_id = mail.publish("complaint+flow@simulator.amazonses.com", metadata={"a": [1, {"b": None}]})
    notice = subscription.find(email_id, "complained") or {"detail": {}}
    equal("boto3: the notification has the metadata", notice["detail"].get("metadata"), {"a": [1, {"b": None}]})
    rules = pages(mail.events, "list_rules", "Rules", EventBusName=mail.BUS, PaginationConfig={"PageSize": 1})
    check("boto3: the rules, one a page", {"flow", f"{STACK}-EmailEventRule"} <= {r["Name"] for r in rules}, rules)
    targets = pages(mail.events, "list_targets_by_rule", "Targets", Rule="flow", EventBusName=mail.BUS)
    equal("boto3: the rule's targets", len(targets), 1)


def why_a_mail_failed():
    email_id = mail.publish("success@simulator.amazonses.com", template="password-reset", data={"userName": "Ada"})
    failed = mail.settled(email_id, {"failed"})
    check("boto3: the record says why", "Missing required variables: ['companyName', 'resetLink']" in failed["errorMessage"], failed)
    found = eventually(lambda: pages(logs, "filter_log_events", "events", logGroupName=SENDER_LOG, filterPattern=f'"{email_id}"'), len)
    equal("boto3: the log says the same", json.loads(found[0]["message"])["errorCode"], "TMPL006")
    groups = pages(logs, "describe_log_groups", "logGroups", PaginationConfig={"PageSize": 1})
    check("boto3: the log groups, one a page", {SENDER_LOG, f"/aws/lambda/{STACK}-TemplateSeeder"} <= {g["logGroupName"] for g in groups}, groups)


def remove_a_suppression():
    address = "bounce+flow@simulator.amazonses.com"
    mail.settled(mail.publish(address), {"bounced"})
    equal("boto3: suppressed", eventually(lambda: mail.suppression(address), bool)["reason"], "hard-bounce")
    equal("boto3: the next one fails", mail.settled(mail.publish(address), {"failed"}).get("errorCode"), "SUPP001")
    mail.unsuppress(address)
    equal("boto3: removed, the next one is tried", mail.settled(mail.publish(address), {"bounced"}).get("status"), "bounced")


def count_a_campaign():
    for number in range(7):
        mail.publish("success@simulator.amazonses.com", metadata={"campaignId": "boto3", "number": number})

    def counted():
        return sum(page["Count"] for page in mail.dynamodb.get_paginator("scan").paginate(
            TableName=mail.TRACKING, FilterExpression="metadata.campaignId = :c", Select="COUNT",
            ExpressionAttributeValues={":c": {"S": "boto3"}}, PaginationConfig={"PageSize": 3}))
    equal("boto3: a campaign, counted three records a page", eventually(counted, lambda c: c == 7), 7)


def read_the_alarms():
    alarms = pages(cloudwatch, "describe_alarms", "MetricAlarms", AlarmNamePrefix=STACK, PaginationConfig={"PageSize": 3})
    equal("boto3: the alarms, three a page", len(alarms), 8)
    name = f"{STACK}-FeedbackDLQ-Depth"
    for state in ("ALARM", "OK"):
        cloudwatch.set_alarm_state(AlarmName=name, StateValue=state, StateReason="a drill")
    history = pages(cloudwatch, "describe_alarm_history", "AlarmHistoryItems", AlarmName=name, HistoryItemType="StateUpdate",
                    PaginationConfig={"PageSize": 1})
    check("boto3: an alarm's history, one a page", len(history) >= 2, history)
    events = pages(cloudformation, "describe_stack_events", "StackEvents", StackName=STACK)
    check("boto3: the stack's events", len(events) > 10, len(events))


def dead_letters():
    email_id = mail.publish("throttle@simulator.amazonses.com")
    equal("boto3: throttled three times, it fails", mail.settled(email_id, {"failed"}).get("errorType"), "throttled")
    queues = pages(mail.sqs, "list_queues", "QueueUrls", QueueNamePrefix=STACK, PaginationConfig={"PageSize": 2})
    dlq = next(url for url in queues if url.endswith("-EventBridgeDLQ"))
    message = mail.sqs.receive_message(QueueUrl=dlq, WaitTimeSeconds=5, AttributeNames=["All"])["Messages"][0]
    body = json.loads(message["Body"])
    equal("boto3: the dead letter is the event", body["detail"]["emailId"], email_id)
    body["detail"]["to"] = "success@simulator.amazonses.com"
    mail.sqs.send_message(QueueUrl=next(url for url in queues if url.endswith("-EmailQueue")), MessageBody=json.dumps(body))
    mail.sqs.delete_message(QueueUrl=dlq, ReceiptHandle=message["ReceiptHandle"])
    equal("boto3: sent again, it is delivered", mail.settled(email_id, {"delivered"}).get("status"), "delivered")


main(waiters, customise_a_template, subscribe_to_notifications, why_a_mail_failed, remove_a_suppression, count_a_campaign, read_the_alarms,
     dead_letters)
