"""boto3: a request for every simulator address goes in, a tracked mail comes out.
host: --set FeedbackDelay=0.05 --set RetryDelay=1 --set VisibilityTimeout=2
"""
import datetime
import json
import urllib.request

from checks import ENDPOINT, check, equal, eventually, main
from mail import (BUCKET, BUS, SUPPRESSION, TRACKING, Subscription, attempts, awslambda, dynamodb, events, new_id, plain, publish,
                  record, s3, settled, suppression, unsuppress)

listener = Subscription("client-notifications", {"source": ["sesmailengine"], "detail-type": ["Email Status Changed"]})
mine = Subscription("mine-only", {"source": ["sesmailengine"], "detail": {"originalSource": ["shop.orders"]}})


def success_is_delivered_and_told():
    email_id = publish("success@simulator.amazonses.com", metadata={"campaignId": "spring", "n": 1}, source="shop.orders")
    found = settled(email_id)
    equal("success: status", found.get("status"), "delivered")
    for name in ("sesMessageId", "sentAt", "deliveredAt", "subject", "senderEmail", "templateVersion", "datePartition", "ttl"):
        check(f"success: record has {name}", found.get(name))
    equal("success: original id", found.get("originalEmailId"), email_id)
    equal("success: source", found.get("source"), "shop.orders")
    equal("success: metadata", found.get("metadata"), {"campaignId": "spring", "n": 1})
    told = listener.find(email_id, "delivered")
    check("success: notification", told)
    if told:
        detail = told["detail"]
        equal("notification: source", told["source"], "sesmailengine")
        equal("notification: detail-type", told["detail-type"], "Email Status Changed")
        equal("notification: original source", detail["originalSource"], "shop.orders")
        equal("notification: metadata", detail["metadata"], {"campaignId": "spring", "n": 1})
        equal("notification: message id", detail["sesMessageId"], found["sesMessageId"])
    check("notification: the filtered rule saw it", mine.find(email_id, "delivered"))
    with urllib.request.urlopen(f"{ENDPOINT}/_aws/ses?id={found['sesMessageId']}") as answer:
        sent = json.load(answer)["messages"]
    check("success: the outbox shows the mail", len(sent) == 1 and "Ada" in json.dumps(sent[0]), json.dumps(sent)[:300])


def bounce_suppresses():
    to = "bounce+" + new_id() + "@simulator.amazonses.com"
    email_id = publish(to)
    found = settled(email_id)
    equal("bounce: status", found.get("status"), "bounced")
    equal("bounce: type", found.get("bounceType"), "Permanent")
    entry = eventually(lambda: suppression(to), bool)
    equal("bounce: suppression", (entry or {}).get("reason"), "hard-bounce")
    equal("bounce: suppression type", (entry or {}).get("suppressionType"), "bounce")
    check("bounce: notification", listener.find(email_id, "bounced"))
    again = publish(to)
    refused = settled(again)
    equal("suppressed: status", refused.get("status"), "failed")
    equal("suppressed: errorType", refused.get("errorType"), "suppressed")
    equal("suppressed: message", refused.get("errorMessage"), "Email not sent: recipient is suppressed (hard-bounce)")
    told = listener.find(again, "failed")
    check("suppressed: notification without message id", told and "sesMessageId" not in told["detail"])
    answer = dynamodb.query(
        TableName=SUPPRESSION, IndexName="suppression-type-date-index",
        KeyConditionExpression="suppressionType = :t AND begins_with(addedToSuppressionDate, :d)",
        ExpressionAttributeValues={":t": {"S": "bounce"}, ":d": {"S": datetime.datetime.utcnow().strftime("%Y-%m-%d")}}, Select="COUNT")
    check("suppression: counted by day", answer["Count"] >= 1, answer)
    unsuppress(to)
    equal("suppression: removed", suppression(to), None)
    equal("suppression: mail flows again", settled(publish(to)).get("status"), "bounced")


def complaint_suppresses():
    to = "complaint+" + new_id() + "@simulator.amazonses.com"
    email_id = publish(to)
    found = settled(email_id, {"complained"})
    equal("complaint: status", found.get("status"), "complained")
    equal("complaint: suppression", (eventually(lambda: suppression(to), bool) or {}).get("reason"), "spam-complaint")
    check("complaint: notification", listener.find(email_id, "complained"))


def soft_bounce_is_retried_once():
    to = "softbounce+" + new_id() + "@simulator.amazonses.com"
    email_id = publish(to)
    found = settled(email_id)
    equal("soft bounce: status", found.get("status"), "soft_bounced")
    equal("soft bounce: subtype", found.get("bounceSubType"), "MailboxFull")
    tries = eventually(lambda: attempts(email_id), lambda a: len(a) == 2 and all(r["status"] == "soft_bounced" for r in a), 20)
    equal("soft bounce: two attempts", len(tries), 2)
    retry = next((r for r in tries if r["emailId"] != email_id), {})
    equal("soft bounce: the retry's attempt", int(retry.get("retryAttempt", 0)), 1)
    equal("soft bounce: the retry's original", retry.get("originalEmailId"), email_id)
    third = publish(to)
    settled(third)
    entry = eventually(lambda: suppression(to), bool)
    equal("soft bounces in a row: suppression", (entry or {}).get("reason"), "consecutive-soft-bounces")


def the_other_simulator_addresses():
    for label, statuses, expected in [
        ("open", {"opened"}, "opened"), ("ooto", {"delivered"}, "delivered"), ("delay", {"delivered"}, "delivered"),
        ("suppressionlist", {"bounced"}, "bounced"), ("reject", {"failed"}, "failed"), ("throttle", {"failed"}, "failed"),
    ]:
        email_id = publish(f"{label}+{new_id()}@simulator.amazonses.com")
        found = settled(email_id, statuses, 30)
        equal(f"{label}: status", found.get("status"), expected)
        if label == "reject":
            equal("reject: errorType", found.get("errorType"), "ses_rejected")
        if label == "throttle":
            equal("throttle: errorType", found.get("errorType"), "throttled")
            check("throttle: notification", listener.find(email_id, "failed"))
        if label == "open":
            check("open: openedAt and openCount", found.get("openedAt") and int(found.get("openCount", 0)) >= 1, found)
        if label == "delay":
            check("delay: delayedAt", found.get("delayedAt"), found)


def copies_send_one_mail():
    email_id = new_id("copies")
    for _ in range(2):
        entry = {"Source": "client.tests", "DetailType": "Email Request", "EventBusName": BUS, "Detail": json.dumps({
            "emailId": email_id, "to": "copies@example.com", "templateName": "welcome",
            "templateData": {"userName": "Ada", "companyName": "Acme"}})}
        answer = events.put_events(Entries=[entry] * 10)
        equal("copies: accepted", answer["FailedEntryCount"], 0)
    equal("copies: status", settled(email_id).get("status"), "delivered")
    eventually(lambda: depth("EmailQueue"), lambda n: n == 0)
    with urllib.request.urlopen(f"{ENDPOINT}/_aws/ses/journal") as answer:
        sent = [line for line in answer if json.loads(line)["emailId"] == email_id]
    equal("copies: one mail", len(sent), 1)


def depth(queue):
    from mail import STACK, sqs
    url = sqs.get_queue_url(QueueName=f"{STACK}-{queue}")["QueueUrl"]
    counts = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return int(counts["ApproximateNumberOfMessages"]) + int(counts["ApproximateNumberOfMessagesNotVisible"])


def records_are_found_by_every_index():
    to = new_id() + "@example.com"
    email_id = publish(to, metadata={"campaignId": "summer-sale"})
    settled(email_id)
    by_address = dynamodb.query(
        TableName=TRACKING, IndexName="to-email-timestamp-index", KeyConditionExpression="toEmail = :e",
        ExpressionAttributeValues={":e": {"S": to}})
    equal("by address", [i["emailId"]["S"] for i in by_address["Items"]], [email_id])
    by_message = dynamodb.query(
        TableName=TRACKING, IndexName="ses-message-id-index", KeyConditionExpression="sesMessageId = :m",
        ExpressionAttributeValues={":m": {"S": record(email_id)["sesMessageId"]}})
    equal("by message id", [i["emailId"]["S"] for i in by_message["Items"]], [email_id])
    today = datetime.datetime.utcnow().strftime("%Y-%m-%d")
    by_day = dynamodb.query(
        TableName=TRACKING, IndexName="date-partition-index", KeyConditionExpression="datePartition = :d",
        ExpressionAttributeValues={":d": {"S": today}}, Select="COUNT")
    check("by day: counted", by_day["Count"] >= 1)
    scanned = dynamodb.scan(
        TableName=TRACKING, FilterExpression="metadata.campaignId = :c", ExpressionAttributeValues={":c": {"S": "summer-sale"}})
    equal("by campaign", [plain(i)["emailId"] for i in scanned["Items"]], [email_id])


def the_seeder_keeps_what_is_there():
    answer = json.load(awslambda.invoke(FunctionName="sesmailengine-TemplateSeeder")["Payload"])
    equal("seeder: status code", answer["statusCode"], 200)
    equal("seeder: all there already", len(answer["skipped"]), 8)
    body = s3.get_object(Bucket=BUCKET, Key="templates/welcome/metadata.json")["Body"].read()
    changed = json.loads(body)
    changed["version"], changed["subject"] = "9.0.0", "Changed for {{ userName }}"
    s3.put_object(Bucket=BUCKET, Key="templates/welcome/metadata.json", Body=json.dumps(changed).encode())
    s3.delete_object(Bucket=BUCKET, Key="templates/invoice/metadata.json")
    answer = json.load(awslambda.invoke(FunctionName="sesmailengine-TemplateSeeder")["Payload"])
    check("seeder: own version kept", "welcome" in answer["skipped"], answer)
    check("seeder: what is missing comes back", "invoice" in answer["installed"] + answer["updated"], answer)
    kept = json.loads(s3.get_object(Bucket=BUCKET, Key="templates/welcome/metadata.json")["Body"].read())
    equal("template bucket: the change is there", kept["subject"], "Changed for {{ userName }}")


main(success_is_delivered_and_told, bounce_suppresses, complaint_suppresses, soft_bounce_is_retried_once, the_other_simulator_addresses,
     copies_send_one_mail, records_are_found_by_every_index, the_seeder_keeps_what_is_there)
