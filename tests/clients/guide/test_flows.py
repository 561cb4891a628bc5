"""What the guide's answers are made of, from beginning to end, with the real aws CLI.
host: --set FeedbackDelay=0.05 --set VisibilityTimeout=3 --set AdminEmail=admin@example.com
"""
import json
import pathlib
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "python")]
import mail  # noqa: E402
import shell  # noqa: E402
from checks import STACK, check, equal, eventually, main  # noqa: E402

BUS, BUCKET, TRACKING, SUPPRESSION = mail.BUS, mail.BUCKET, mail.TRACKING, mail.SUPPRESSION


def aws(command):
    result = shell.run(f"aws {command}")
    if result.returncode != 0:
        raise RuntimeError(f"aws {command}: exit code {result.returncode}: {result.stderr.strip()}")
    return result.stdout


def aws_json(command):
    return json.loads(aws(command) or "null")


def send(email_id, to, template="welcome", source="my.application", **more):
    detail = {"emailId": email_id, "to": to, "templateName": template, "templateData": {"userName": "Ada", "companyName": "Acme"}, **more}
    pathlib.Path("entries.json").write_text(json.dumps([
        {"Source": source, "DetailType": "Email Request", "EventBusName": BUS, "Detail": json.dumps(detail)}]))
    equal(f"flow: {email_id} is taken", aws_json("events put-events --entries file://entries.json")["FailedEntryCount"], 0)


def status(email_id, wanted):
    return mail.settled(email_id, {wanted}, 40).get("status")


def customise_a_template():
    aws(f"s3 cp s3://{BUCKET}/templates/welcome/ ./welcome/ --recursive")
    metadata = pathlib.Path("welcome/metadata.json")
    edited = {**json.loads(metadata.read_text()), "version": "1.1.0", "subject": "Ahoy {{ userName }}"}
    metadata.write_text(json.dumps(edited))
    text = pathlib.Path("welcome/template.txt")
    text.write_text("Ahoy {{ userName }}, this is our own text.\n")
    aws(f"s3 cp ./welcome/ s3://{BUCKET}/templates/welcome/ --recursive")
    seeded = aws(f"lambda invoke --function-name {STACK}-TemplateSeeder answer.json") and json.loads(pathlib.Path("answer.json").read_text())
    check("flow: the seeder keeps a template whose version was bumped", "welcome" in seeded["skipped"] and not seeded["updated"], seeded)
    equal("flow: the bucket has the edited template", json.loads(aws(f"s3 cp s3://{BUCKET}/templates/welcome/metadata.json -"))["version"], "1.1.0")
    send("flow-template", "success@simulator.amazonses.com")
    equal("flow: a mail with the edited template is delivered", status("flow-template", "delivered"), "delivered")
    equal("flow: the mail has the edited subject", mail.record("flow-template")["subject"], "Ahoy Ada")
    equal("flow: the record has the edited version", mail.record("flow-template")["templateVersion"], "1.1.0")


def subscribe_to_notifications():
    url = aws_json("sqs create-queue --queue-name my-notifications")["QueueUrl"]
    arn = aws_json(f"sqs get-queue-attributes --queue-url {url} --attribute-names QueueArn")["Attributes"]["QueueArn"]
    pattern = {"source": ["sesmailengine"], "detail-type": ["Email Status Changed"],
               "detail": {"originalSource": ["my.application"], "status": ["bounced", "complained"]}}
    aws(f"events put-rule --name my-app-notifications --event-bus-name {BUS} --event-pattern '{json.dumps(pattern)}'")
    aws(f"events put-targets --rule my-app-notifications --event-bus-name {BUS} --targets Id=1,Arn={arn}")
    send("flow-other", "bounce+other@simulator.amazonses.com", source="somebody.else")
    send("flow-delivered", "success@simulator.amazonses.com")
    send("flow-bounced", "bounce+mine@simulator.amazonses.com", metadata={"order": 7})
    equal("flow: the mail bounced", status("flow-bounced", "bounced"), "bounced")
    received = aws_json(f"sqs receive-message --queue-url {url} --wait-time-seconds 10 --max-number-of-messages 10")["Messages"]
    notices = [json.loads(m["Body"]) for m in received]
    equal("flow: only what the rule asks for comes", [(n["detail"]["emailId"], n["detail"]["status"]) for n in notices], [("flow-bounced", "bounced")])
    equal("flow: with the producer's metadata", notices[0]["detail"]["metadata"], {"order": 7})
    aws(f"events remove-targets --rule my-app-notifications --event-bus-name {BUS} --ids 1")
    aws(f"events delete-rule --name my-app-notifications --event-bus-name {BUS}")


def remove_a_suppression():
    address = "bounce+mine@simulator.amazonses.com"
    key = json.dumps({"email": {"S": address}})
    entry = aws_json(f"dynamodb get-item --table-name {SUPPRESSION} --key '{key}'")["Item"]
    equal("flow: the address is suppressed, and why", entry["reason"]["S"], "hard-bounce")
    send("flow-refused", address)
    equal("flow: mail to it fails", status("flow-refused", "failed"), "failed")
    refused = aws_json(f"dynamodb get-item --table-name {TRACKING} --key '{json.dumps({'emailId': {'S': 'flow-refused'}})}'")["Item"]
    equal("flow: the record says why", (refused["errorCode"]["S"], refused["errorMessage"]["S"]),
          ("SUPP001", "Email not sent: recipient is suppressed (hard-bounce)"))
    aws(f"dynamodb delete-item --table-name {SUPPRESSION} --key '{key}'")
    send("flow-again", address)
    equal("flow: once removed, mail is tried again at once", status("flow-again", "bounced"), "bounced")


def find_why_a_mail_failed():
    send("flow-broken", "success@simulator.amazonses.com", template="no-such-template")
    equal("flow: it failed", status("flow-broken", "failed"), "failed")
    found = aws_json(f"dynamodb query --table-name {TRACKING} --index-name to-email-timestamp-index --key-condition-expression 'toEmail = :e' "
                     "--filter-expression 'attribute_exists(errorMessage)' --no-scan-index-forward "
                     "--expression-attribute-values '{\":e\": {\"S\": \"success@simulator.amazonses.com\"}}'")["Items"]
    equal("flow: found by its recipient", found[0]["errorMessage"]["S"], "Template 'no-such-template' not found")
    logged = eventually(lambda: aws_json(f"logs filter-log-events --log-group-name /aws/lambda/{STACK}-EmailSender "
                                         "--filter-pattern '{ $.emailId = \"flow-broken\" }'")["events"], lambda e: len(e) > 0)
    equal("flow: and in the log", json.loads(logged[0]["message"])["errorCode"], "TMPL001")


def count_a_campaign():
    for number in range(4):
        send(f"flow-campaign-{number}", "success@simulator.amazonses.com", metadata={"campaignId": "winter"})
    for number in range(4):
        status(f"flow-campaign-{number}", "delivered")
    counted = aws_json(f"dynamodb scan --table-name {TRACKING} --filter-expression 'metadata.campaignId = :c AND #s = :d' --select COUNT "
                       "--expression-attribute-names '{\"#s\": \"status\"}' "
                       "--expression-attribute-values '{\":c\": {\"S\": \"winter\"}, \":d\": {\"S\": \"delivered\"}}'")
    equal("flow: the campaign is counted", counted["Count"], 4)
    paged = aws_json(f"dynamodb scan --table-name {TRACKING} --filter-expression 'metadata.campaignId = :c' --page-size 2 "
                     "--expression-attribute-values '{\":c\": {\"S\": \"winter\"}}'")
    equal("flow: so it is page by page", len(paged["Items"]), 4)


def read_the_alarms():
    alarms = aws_json(f"cloudwatch describe-alarms --alarm-name-prefix {STACK}")["MetricAlarms"]
    equal("flow: the stack's alarms", len(alarms), 8)
    name = f"{STACK}-RetryDLQ-Depth"
    aws(f"cloudwatch set-alarm-state --alarm-name {name} --state-value ALARM --state-reason 'a drill'")
    read = aws_json(f"cloudwatch describe-alarms --alarm-names {name}")["MetricAlarms"][0]
    equal("flow: an alarm's state and reason", (read["StateValue"], read["StateReason"]), ("ALARM", "a drill"))
    history = aws_json(f"cloudwatch describe-alarm-history --alarm-name {name} --history-item-type StateUpdate")["AlarmHistoryItems"]
    check("flow: its history", any("ALARM" in h["HistorySummary"] for h in history), history)
    read = aws_json("cloudwatch describe-alarms --state-value ALARM")["MetricAlarms"]
    check("flow: what alarms now", name in [a["AlarmName"] for a in read], read)
    aws(f"cloudwatch set-alarm-state --alarm-name {name} --state-value OK --state-reason 'the drill is over'")


def look_into_a_dlq_and_redrive():
    send("flow-throttled", "throttle@simulator.amazonses.com")
    equal("flow: a throttled mail fails after three deliveries", status("flow-throttled", "failed"), "failed")
    dlq = aws_json(f"sqs get-queue-url --queue-name {STACK}-EventBridgeDLQ")["QueueUrl"]
    work = aws_json(f"sqs get-queue-url --queue-name {STACK}-EmailQueue")["QueueUrl"]
    depth = eventually(lambda: aws_json(f"sqs get-queue-attributes --queue-url {dlq} --attribute-names All")["Attributes"],
                       lambda a: a["ApproximateNumberOfMessages"] == "1")
    equal("flow: it is in the dead letter queue", depth["ApproximateNumberOfMessages"], "1")
    peek = aws_json(f"sqs receive-message --queue-url {dlq} --visibility-timeout 30 --attribute-names All")["Messages"][0]
    body = json.loads(peek["Body"])
    equal("flow: as it was published", (body["source"], body["detail"]["emailId"]), ("my.application", "flow-throttled"))
    body["detail"]["to"] = "success@simulator.amazonses.com"
    pathlib.Path("body.json").write_text(json.dumps(body))
    aws(f"sqs send-message --queue-url {work} --message-body file://body.json")
    aws(f"sqs delete-message --queue-url {dlq} --receipt-handle '{peek['ReceiptHandle']}'")
    equal("flow: sent again by hand, it is delivered", status("flow-throttled", "delivered"), "delivered")


main(customise_a_template, subscribe_to_notifications, remove_a_suppression, find_why_a_mail_failed, count_a_campaign, read_the_alarms,
     look_into_a_dlq_and_redrive)
