"""boto3: the stack itself. Waiters, paginators and errors of CloudFormation, SNS and Lambda, and what a restart with other settings shows.
host: --set FeedbackDelay=0.05 --set AdminEmail=admin@example.com --set EmailSenderMemory=1024
"""
import base64
import json
import os
import urllib.request
import uuid

import boto3
from botocore.exceptions import ClientError

from checks import ENDPOINT, STACK, check, equal, eventually, main
from host import Host

cloudformation = boto3.client("cloudformation", endpoint_url=ENDPOINT)
sns = boto3.client("sns", endpoint_url=ENDPOINT)
functions = boto3.client("lambda", endpoint_url=ENDPOINT)
dynamodb = boto3.client("dynamodb", endpoint_url=ENDPOINT)
sqs = boto3.client("sqs", endpoint_url=ENDPOINT)
events = boto3.client("events", endpoint_url=ENDPOINT)
ACCOUNT = "000000000000"
FEEDBACK = f"arn:aws:sns:us-east-1:{ACCOUNT}:{STACK}-SESFeedback"
ALARMS = f"arn:aws:sns:us-east-1:{ACCOUNT}:{STACK}-Alarms"


def refused(name, call, code, status=400, words=""):
    try:
        call()
        check(name, False, "(it was not refused)")
    except ClientError as error:
        equal(name, (error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]), (code, status))
        text = error.response["Error"]["Message"]
        check(f"{name}: {words or 'says why'}", text and words in text, text)


def record(email_id):
    return dynamodb.get_item(TableName=f"{STACK}-EmailTracking", Key={"emailId": {"S": email_id}}).get("Item")


def settled(email_id, *statuses):
    return eventually(lambda: record(email_id), lambda r: r and r["status"]["S"] in statuses)


def stack():
    described = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    by_id = cloudformation.describe_stacks(StackName=described["StackId"])["Stacks"]
    equal("described by id", by_id, [described])
    equal("one of all", cloudformation.get_paginator("describe_stacks").paginate().build_full_result()["Stacks"], [described])
    equal("status", described["StackStatus"], "CREATE_COMPLETE")
    parameters = {p["ParameterKey"]: p["ParameterValue"] for p in described["Parameters"]}
    equal("parameters have the values of this host",
          (parameters["EmailSenderMemory"], parameters["AdminEmail"], parameters["DefaultSenderEmail"], parameters["BounceRateThreshold"]),
          ("1024", "admin@example.com", "noreply@example.com", "5"))
    outputs = {o["OutputKey"]: o["OutputValue"] for o in described["Outputs"]}
    for queue in ("EventBridgeDLQUrl", "RetryDLQUrl", "FeedbackDLQUrl"):
        count = sqs.get_queue_attributes(QueueUrl=outputs[queue], AttributeNames=["ApproximateNumberOfMessages"])
        equal(f"{queue} can be asked", count["Attributes"]["ApproximateNumberOfMessages"], "0")
    equal("EventBusArn is the bus", events.describe_event_bus(Name=outputs["EventBusName"])["Arn"], outputs["EventBusArn"])
    iam = boto3.client("iam", endpoint_url=ENDPOINT)
    policy = iam.get_policy_version(PolicyArn=outputs["CustomerIAMPolicy"], VersionId="v1")["PolicyVersion"]["Document"]
    equal("the policy allows events on the bus", policy["Statement"][0]["Resource"], outputs["EventBusArn"])
    equal("the roles of the functions", len(iam.list_roles()["Roles"]), 3)
    equal("the sender's ARN is the function", functions.get_function(FunctionName=outputs["EmailSenderLambdaArn"])["Configuration"]["FunctionName"], f"{STACK}-EmailSender")
    equal("the alarm topic is there", sns.get_topic_attributes(TopicArn=outputs["AlarmNotificationTopicArn"])["Attributes"]["SubscriptionsConfirmed"], "1")
    dynamodb.describe_table(TableName=outputs["EmailTrackingTableName"])


def lists():
    summaries = cloudformation.get_paginator("list_stacks").paginate(StackStatusFilter=["CREATE_COMPLETE"]).build_full_result()
    equal("listed", [s["StackName"] for s in summaries["StackSummaries"]], [STACK])
    equal("not listed as deleted", cloudformation.list_stacks(StackStatusFilter=["DELETE_COMPLETE"])["StackSummaries"], [])
    found = cloudformation.get_paginator("list_stack_resources").paginate(StackName=STACK).build_full_result()["StackResourceSummaries"]
    described = cloudformation.describe_stack_resources(StackName=STACK)["StackResources"]
    equal("both lists of resources agree", [r["PhysicalResourceId"] for r in found], [r["PhysicalResourceId"] for r in described])
    by_type = {}
    for resource in found:
        by_type.setdefault(resource["ResourceType"], []).append(resource["PhysicalResourceId"])
    queues = sqs.list_queues(QueueNamePrefix=STACK)["QueueUrls"]
    equal("the queues are those of SQS", sorted(by_type["AWS::SQS::Queue"]), sorted(queues))
    equal("the tables are those of DynamoDB", sorted(by_type["AWS::DynamoDB::Table"]), sorted(dynamodb.list_tables()["TableNames"]))
    equal("the topics are those of SNS", sorted(by_type["AWS::SNS::Topic"]), sorted(t["TopicArn"] for t in sns.list_topics()["Topics"]))
    equal("the functions are those of Lambda", sorted(by_type["AWS::Lambda::Function"]),
          sorted(f["FunctionName"] for f in functions.list_functions()["Functions"]))
    equal("the mappings are those of Lambda", sorted(by_type["AWS::Lambda::EventSourceMapping"]),
          sorted(m["UUID"] for m in functions.list_event_source_mappings()["EventSourceMappings"]))
    equal("the subscriptions are those of SNS", sorted(by_type["AWS::SNS::Subscription"]),
          sorted(s["SubscriptionArn"] for s in sns.list_subscriptions()["Subscriptions"]))
    equal("eight alarms", len(by_type["AWS::CloudWatch::Alarm"]), 8)
    one = cloudformation.describe_stack_resource(StackName=STACK, LogicalResourceId="TemplateBucket")["StackResourceDetail"]
    equal("one resource", one["PhysicalResourceId"], f"{STACK}-templates-{ACCOUNT}")


def waiters():
    fast = {"Delay": 1, "MaxAttempts": 2}
    cloudformation.get_waiter("stack_exists").wait(StackName=STACK, WaiterConfig=fast)
    cloudformation.get_waiter("stack_create_complete").wait(StackName=STACK, WaiterConfig=fast)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName="gone", WaiterConfig=fast)
    for name in ("function_exists", "function_active", "function_updated", "function_active_v2", "function_updated_v2"):
        functions.get_waiter(name).wait(FunctionName=f"{STACK}-EmailSender", WaiterConfig=fast)
    check("the waiters end", True)


def stack_errors():
    refused("no such stack", lambda: cloudformation.describe_stacks(StackName="gone"), "ValidationError", words="Stack with id gone does not exist")
    refused("no events of it", lambda: cloudformation.describe_stack_events(StackName="gone"), "ValidationError", words="does not exist")
    refused("no such resource", lambda: cloudformation.describe_stack_resource(StackName=STACK, LogicalResourceId="X"), "ValidationError", words="X does not exist")
    refused("a made-up token", lambda: cloudformation.describe_stack_events(StackName=STACK, NextToken="made-up"), "ValidationError")
    refused("an unknown operation", lambda: cloudformation.cancel_update_stack(StackName="x"), "UnknownOperationException", words="CancelUpdateStack")


def configuration():
    sender = functions.get_function_configuration(FunctionName=f"{STACK}-EmailSender")
    equal("memory of the settings", (sender["MemorySize"], sender["Timeout"]), (1024, 30))
    variables = sender["Environment"]["Variables"]
    equal("variables", (variables["EVENT_BUS_NAME"], variables["SUPPRESSION_TABLE"], variables["BounceRateThreshold"]),
          (f"{STACK}-EmailBus", f"{STACK}-Suppression", "5"))
    pages = list(functions.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 1}))
    equal("a page for each function", [len(p["Functions"]) for p in pages], [1, 1, 1])
    mappings = functions.get_paginator("list_event_source_mappings").paginate(
        FunctionName=f"{STACK}-EmailSender", PaginationConfig={"PageSize": 1}).build_full_result()["EventSourceMappings"]
    equal("queues that start the sender", sorted(m["EventSourceArn"].split(":")[-1] for m in mappings), [f"{STACK}-EmailQueue", f"{STACK}-RetryQueue"])
    refused("no such function", lambda: functions.get_function(FunctionName="gone"), "ResourceNotFoundException", 404)
    refused("a made-up marker", lambda: functions.list_functions(Marker="made-up"), "InvalidParameterValueException")
    refused("an operation Lambda has and this host has not", lambda: functions.get_function_code_signing_config(FunctionName=f"{STACK}-EmailSender"), "UnknownOperationException")


def invoke_sender():
    email_id = f"py-{uuid.uuid4()}"
    envelope = {"version": "0", "id": str(uuid.uuid4()), "detail-type": "Email Request", "source": "py.tests", "account": ACCOUNT,
                "time": "2026-11-25T00:00:00Z", "region": "us-east-1", "resources": [],
                "detail": {"emailId": email_id, "to": "success@simulator.amazonses.com", "templateName": "welcome",
                           "templateData": {"userName": "Ada", "companyName": "Acme"}}}
    batch = {"Records": [{"messageId": str(uuid.uuid4()), "receiptHandle": "h", "body": json.dumps(envelope),
                          "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1795516393059"}, "messageAttributes": {},
                          "eventSource": "aws:sqs", "eventSourceARN": f"arn:aws:sqs:us-east-1:{ACCOUNT}:{STACK}-EmailQueue", "awsRegion": "us-east-1"}]}
    answer = functions.invoke(FunctionName=f"{STACK}-EmailSender", Payload=json.dumps(batch), LogType="Tail")
    equal("the sender takes a batch", json.load(answer["Payload"]), {"batchItemFailures": []})
    tail = base64.b64decode(answer["LogResult"]).decode()
    check("the log's tail tells of this mail", tail.startswith("START RequestId") and email_id in tail and "REPORT RequestId" in tail, tail)
    check("it was sent", (settled(email_id, "delivered") or {}).get("status", {}).get("S") == "delivered", record(email_id))
    again = functions.invoke(FunctionName=f"{STACK}-EmailSender", Payload=json.dumps(batch))
    equal("the same batch again sends nothing", json.load(again["Payload"]), {"batchItemFailures": []})
    wrong = functions.invoke(FunctionName=f"{STACK}-EmailSender", Payload=b"{}")
    equal("what is no batch fails the function", (wrong.get("FunctionError"), json.load(wrong["Payload"])["errorType"]), ("Unhandled", "InvalidEvent"))
    equal("a dry run", functions.invoke(FunctionName=f"{STACK}-EmailSender", InvocationType="DryRun")["StatusCode"], 204)
    equal("an event", functions.invoke(FunctionName=f"{STACK}-TemplateSeeder", InvocationType="Event")["StatusCode"], 202)
    return email_id


def bounce(message_id, email_id, address, feedback_id):
    return {"eventType": "Bounce", "mail": {"timestamp": "2026-11-25T00:00:00.000Z", "messageId": message_id, "destination": [address],
                                            "tags": {"emailId": [email_id]}},
            "bounce": {"feedbackId": feedback_id, "bounceType": "Permanent", "bounceSubType": "General", "timestamp": "2026-11-25T00:00:01.000Z",
                       "bouncedRecipients": [{"emailAddress": address, "diagnosticCode": "smtp; 550 unknown"}]}}


def feedback():
    for way in ("publish", "invoke"):
        email_id, address = f"py-{uuid.uuid4()}", f"someone-{uuid.uuid4()}@example.com"
        events.put_events(Entries=[{"Source": "py.tests", "DetailType": "Email Request", "EventBusName": f"{STACK}-EmailBus", "Detail": json.dumps(
            {"emailId": email_id, "to": address, "templateName": "welcome", "templateData": {"userName": "Ada", "companyName": "Acme"}})}])
        sent = settled(email_id, "delivered")
        message = json.dumps(bounce(sent["sesMessageId"]["S"], email_id, address, str(uuid.uuid4())))
        if way == "publish":
            answer = sns.publish(TopicArn=FEEDBACK, Message=message, MessageAttributes={"a": {"DataType": "String", "StringValue": "b"}})
            check("Publish answers with an id", uuid.UUID(answer["MessageId"]))
        else:
            answer = functions.invoke(FunctionName=f"{STACK}-FeedbackProcessor", Payload=json.dumps({"Records": [
                {"EventSource": "aws:sns", "EventVersion": "1.0", "Sns": {"Type": "Notification", "MessageId": str(uuid.uuid4()), "Message": message}}]}))
            equal("the processor takes a record of SNS", json.load(answer["Payload"]), {"batchItemFailures": []})
        equal(f"{way}: the record bounced", settled(email_id, "bounced")["status"]["S"], "bounced")
        entry = dynamodb.get_item(TableName=f"{STACK}-Suppression", Key={"email": {"S": address}}).get("Item")
        equal(f"{way}: the address is suppressed", entry["reason"]["S"], "hard-bounce")


def unreadable_feedback():
    url = sqs.get_queue_url(QueueName=f"{STACK}-FeedbackDLQ")["QueueUrl"]
    sent = sns.publish(TopicArn=FEEDBACK, Message="no feedback")["MessageId"]
    functions.invoke(FunctionName=f"{STACK}-FeedbackProcessor", Payload=json.dumps({"Records": [{"Sns": {"Message": "none either"}}]}))
    bodies = []

    def read():
        for message in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages", []):
            bodies.append(message["Body"])
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return bodies

    eventually(read, lambda b: len(b) == 2)
    published = [json.loads(b) for b in bodies if b.startswith("{")]
    equal("what was published is a dead letter", [(p["MessageId"], p["Message"]) for p in published], [(sent, "no feedback")])
    check("what was invoked is a dead letter", "none either" in bodies, bodies)


def topics():
    equal("topics", [t["TopicArn"] for t in sns.get_paginator("list_topics").paginate().build_full_result()["Topics"]], [ALARMS, FEEDBACK])
    subscriptions = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=ALARMS).build_full_result()["Subscriptions"]
    equal("alarms go to AdminEmail", [(s["Protocol"], s["Endpoint"]) for s in subscriptions], [("email", "admin@example.com")])
    subject = f"ALARM {uuid.uuid4()}"
    sns.publish(TopicArn=ALARMS, Subject=subject, Message="Look at <this>")

    def mails():
        with urllib.request.urlopen(f"{ENDPOINT}/_aws/ses?email=admin@example.com") as answer:
            return [m for m in json.load(answer)["messages"] if m.get("Subject") == subject]
    equal("AdminEmail got a mail", len(eventually(mails, len)), 1)
    batch = sns.publish_batch(TopicArn=FEEDBACK, PublishBatchRequestEntries=[{"Id": "a", "Message": '{"eventType":"New"}'}, {"Id": "b", "Message": "x", "MessageGroupId": "g"}])
    equal("a batch", ([s["Id"] for s in batch["Successful"]], [f["Id"] for f in batch["Failed"]]), (["a"], ["b"]))
    refused("no such topic", lambda: sns.publish(TopicArn=FEEDBACK + "X", Message="m"), "NotFound", 404)
    refused("a message too long", lambda: sns.publish(TopicArn=FEEDBACK, Message="a" * 262145), "InvalidParameter", words="too long")
    refused("a telephone", lambda: sns.publish(PhoneNumber="+4912345", Message="m"), "ValidationError", words="PhoneNumber")
    refused("a token of SNS made up", lambda: sns.list_topics(NextToken="made-up"), "InvalidParameter")
    refused("an operation SNS has and this host has not", lambda: sns.create_topic(Name="x"), "UnknownOperationException")


def restart_with_other_settings():
    host = Host(os.path.join(os.getcwd(), "other"), ["--set", "LogRetentionDays=30"]).start()
    first = boto3.client("cloudformation", endpoint_url=host.endpoint).describe_stacks(StackName=STACK)["Stacks"][0]
    host.stop()
    for memory in ("256", "512"):
        host = Host(host.data, ["--set", f"FeedbackProcessorMemory={memory}"]).start()
        if memory == "256":
            host.stop()
    try:
        client = boto3.client("cloudformation", endpoint_url=host.endpoint)
        client.get_waiter("stack_update_complete").wait(StackName=STACK, WaiterConfig={"Delay": 1, "MaxAttempts": 1})
        now = client.describe_stacks(StackName=STACK)["Stacks"][0]
        equal("another start is the same stack", (now["StackId"], now["CreationTime"]), (first["StackId"], first["CreationTime"]))
        equal("whose settings changed", now["StackStatus"], "UPDATE_COMPLETE")
        steps = client.get_paginator("describe_stack_events").paginate(StackName=STACK).build_full_result()["StackEvents"]
        equal("the newest event comes first", (steps[0]["ResourceStatus"], steps[-1]["ResourceStatus"]), ("UPDATE_COMPLETE", "CREATE_IN_PROGRESS"))
        equal("no event comes twice", len({s["EventId"] for s in steps}), len(steps))
        updated = [s["LogicalResourceId"] for s in steps if s["ResourceStatus"] == "UPDATE_COMPLETE" and s["ResourceType"] != "AWS::CloudFormation::Stack"]
        equal("what was updated", sorted(updated), ["EmailSenderLogGroup", "FeedbackProcessor", "FeedbackProcessorLogGroup", "TemplateSeederLogGroup"])
        equal("a second look shows the same", client.get_paginator("describe_stack_events").paginate(StackName=STACK).build_full_result()["StackEvents"], steps)
        memory = boto3.client("lambda", endpoint_url=host.endpoint).get_function_configuration(FunctionName=f"{STACK}-FeedbackProcessor")["MemorySize"]
        equal("and the function has it", memory, 512)
    finally:
        host.kill()


main(stack, lists, waiters, stack_errors, configuration, invoke_sender, feedback, unreadable_feedback, topics, restart_with_other_settings)
