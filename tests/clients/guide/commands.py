"""The commands of the support guide, as people paste them, and what must be true of their answers.

Each row: the question it answers, the command (only {STACK}, {BUCKET}, {TODAY} and {URL:queue} are filled in), and a check of what it
printed: a function of the parsed JSON, or of the text when the output is none. What the checks expect was made by situation.py.
"""
STATUSES = {"sending", "sent", "soft_bounced", "delivered", "opened", "failed", "bounced", "complained"}


def texts(item):
    return {name: value["S"] for name, value in item.items() if "S" in value}


def recent(answer, *statuses):
    return sorted(i["status"]["S"] for i in answer["Items"]) == sorted(statuses)


def messages(answer):
    return [event["message"] for event in answer["events"]]


def alarm(answer, name):
    return next(a for a in answer["MetricAlarms"] if a["AlarmName"].endswith(name))


def outputs(answer):
    return {o["OutputKey"]: o["OutputValue"] for o in answer["Stacks"][0]["Outputs"]}


COMMANDS = [
    # Installation
    ("who am I", "aws sts get-caller-identity", lambda a: len(a["Account"]) == 12 and a["Arn"].startswith("arn:aws:")),
    ("the stack that was deleted is gone", "aws cloudformation wait stack-delete-complete --stack-name not-{STACK}", lambda a: a == ""),
    ("the stack is ready", "aws cloudformation wait stack-create-complete --stack-name {STACK}", lambda a: a == ""),
    ("the stack's state", "aws cloudformation describe-stacks --stack-name {STACK}",
     lambda a: a["Stacks"][0]["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE")
     and outputs(a)["EventBusName"].endswith("-EmailBus") and outputs(a)["TemplateSeederLambdaName"].endswith("-TemplateSeeder")),
    ("the stack's state, in a script", "aws cloudformation describe-stacks --stack-name {STACK} --query 'Stacks[0].StackStatus' --output text",
     lambda a: a.strip() in ("CREATE_COMPLETE", "UPDATE_COMPLETE")),
    ("the bucket's name, from the outputs",
     "aws cloudformation describe-stacks --stack-name {STACK} --query \"Stacks[0].Outputs[?OutputKey=='TemplateBucketName'].OutputValue\" --output text",
     lambda a: "-templates-" in a),
    ("what failed in the stack", "aws cloudformation describe-stack-events --stack-name {STACK} "
     "--query 'StackEvents[?ResourceStatus==`CREATE_FAILED`]'", lambda a: a == []),
    ("the stack's events", "aws cloudformation describe-stack-events --stack-name {STACK}",
     lambda a: {"LogicalResourceId", "ResourceStatus", "Timestamp", "EventId"} <= set(a["StackEvents"][0])),
    ("what the stack is made of", "aws cloudformation describe-stack-resources --stack-name {STACK}",
     lambda a: {"AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::S3::Bucket", "AWS::Events::Rule"}
     <= {r["ResourceType"] for r in a["StackResources"]}),
    ("all stacks", "aws cloudformation list-stacks --stack-status-filter CREATE_COMPLETE UPDATE_COMPLETE",
     lambda a: len(a["StackSummaries"]) == 1),

    # Email not delivered
    ("a mail by its id", "aws dynamodb get-item --table-name {STACK}-EmailTracking --key '{\"emailId\": {\"S\": \"email-123\"}}'",
     lambda a: texts(a["Item"])["status"] == "opened" and a["Item"]["openCount"] == {"N": "1"} and "openedAt" in a["Item"]),
    ("why a mail failed", "aws dynamodb get-item --table-name {STACK}-EmailTracking --key '{\"emailId\": {\"S\": \"email-no-template\"}}' "
     "--query 'Item.[status.S, errorMessage.S, errorCode.S]'", lambda a: a == ["failed", "Template 'nope' not found", "TMPL001"]),
    ("a failed mail's record", "aws dynamodb get-item --table-name {STACK}-EmailTracking --key '{\"emailId\": {\"S\": \"email-suppressed\"}}' "
     "--projection-expression '#s, errorMessage, errorType' --expression-attribute-names '{\"#s\": \"status\"}'",
     lambda a: texts(a["Item"]) == {"status": "failed", "errorType": "suppressed",
                                    "errorMessage": "Email not sent: recipient is suppressed (hard-bounce)"}),
    ("every attempt at a mail", "aws dynamodb query --table-name {STACK}-EmailTracking --index-name original-email-id-index "
     "--key-condition-expression 'originalEmailId = :id' --expression-attribute-values '{\":id\": {\"S\": \"email-soft\"}}'",
     lambda a: a["Count"] == 2 and {i["retryAttempt"]["N"] for i in a["Items"]} == {"0", "1"}),

    # Emails to X are failing
    ("is X suppressed", "aws dynamodb get-item --table-name {STACK}-Suppression \\\n  --key '{\"email\": {\"S\": \"bounce@simulator.amazonses.com\"}}'",
     lambda a: texts(a["Item"])["reason"] == "hard-bounce" and texts(a["Item"])["suppressionType"] == "bounce"),
    ("a complaint", "aws dynamodb get-item --table-name {STACK}-Suppression --key '{\"email\": {\"S\": \"complaint@simulator.amazonses.com\"}}'",
     lambda a: texts(a["Item"])["reason"] == "spam-complaint"),
    ("one who is not", "aws dynamodb get-item --table-name {STACK}-Suppression --key '{\"email\": {\"S\": \"nobody@example.com\"}}'", lambda a: a == ""),
    ("the mails to X", "aws dynamodb query --table-name {STACK}-EmailTracking \\\n  --index-name to-email-timestamp-index \\\n"
     "  --key-condition-expression \"toEmail = :email\" \\\n  --expression-attribute-values '{\":email\": {\"S\": \"bounce@simulator.amazonses.com\"}}'",
     lambda a: recent(a, "bounced", "failed")),
    ("the latest mail to X", "aws dynamodb query --table-name {STACK}-EmailTracking --index-name to-email-timestamp-index "
     "--key-condition-expression 'toEmail = :email' --expression-attribute-values '{\":email\": {\"S\": \"bounce@simulator.amazonses.com\"}}' "
     "--no-scan-index-forward --max-items 1", lambda a: [texts(i)["emailId"] for i in a["Items"]] == ["email-suppressed"]),

    # Bounce rate
    ("today's mails, counted", "aws dynamodb query --table-name {STACK}-EmailTracking \\\n  --index-name date-partition-index \\\n"
     "  --key-condition-expression \"datePartition = :date\" \\\n  --expression-attribute-values '{\":date\": {\"S\": \"{TODAY}\"}}' \\\n  --select COUNT",
     lambda a: a["Count"] >= 9 and "Items" not in a),
    ("today's bounces, counted", "aws dynamodb query --table-name {STACK}-Suppression \\\n  --index-name suppression-type-date-index \\\n"
     "  --key-condition-expression \"suppressionType = :type AND begins_with(addedToSuppressionDate, :date)\" \\\n"
     "  --expression-attribute-values '{\":type\": {\"S\": \"bounce\"}, \":date\": {\"S\": \"{TODAY}\"}}' \\\n  --select COUNT",
     lambda a: a["Count"] >= 1),
    ("today's mails", "aws dynamodb query --table-name {STACK}-EmailTracking \\\n  --index-name date-partition-index \\\n"
     "  --key-condition-expression \"datePartition = :date\" \\\n  --expression-attribute-values '{\":date\": {\"S\": \"{TODAY}\"}}'",
     lambda a: {i["status"]["S"] for i in a["Items"]} <= STATUSES and a["Count"] == len(a["Items"]) >= 9),
    ("today's failures", "aws dynamodb query --table-name {STACK}-EmailTracking --index-name date-partition-index "
     "--key-condition-expression 'datePartition = :date' --filter-expression '#s = :failed' --expression-attribute-names '{\"#s\": \"status\"}' "
     "--expression-attribute-values '{\":date\": {\"S\": \"{TODAY}\"}, \":failed\": {\"S\": \"failed\"}}'",
     lambda a: {i["emailId"]["S"] for i in a["Items"]} >= {"email-no-template", "email-suppressed"} and a["ScannedCount"] > a["Count"]),

    # Throttling and dead letters
    ("the dead letter queue's address", "aws sqs get-queue-url --queue-name {STACK}-EventBridgeDLQ", lambda a: a["QueueUrl"].endswith("-EventBridgeDLQ")),
    ("how many dead letters", "aws sqs get-queue-attributes --queue-url {URL:EventBridgeDLQ} --attribute-names ApproximateNumberOfMessages",
     lambda a: a["Attributes"]["ApproximateNumberOfMessages"] == "1"),
    ("a look at a dead letter", "aws sqs receive-message --queue-url {URL:EventBridgeDLQ} --max-number-of-messages 10 --visibility-timeout 0",
     lambda a: "email-throttled" in a["Messages"][0]["Body"]),
    ("a throttled mail has a record", "aws dynamodb get-item --table-name {STACK}-EmailTracking --key '{\"emailId\": {\"S\": \"email-throttled\"}}' "
     "--query 'Item.[status.S, errorType.S]'", lambda a: a == ["failed", "throttled"]),
    ("all queues", "aws sqs list-queues --queue-name-prefix {STACK}", lambda a: len(a["QueueUrls"]) >= 5),
    ("the account's quota", "aws ses get-send-quota", lambda a: set(a) == {"Max24HourSend", "MaxSendRate", "SentLast24Hours"} and a["SentLast24Hours"] >= 5),
    ("the account's quota, newer", "aws sesv2 get-account", lambda a: a["SendingEnabled"] is True and "SendQuota" in a),

    # Template error
    ("a template's files", "aws s3 ls s3://{BUCKET}/templates/welcome/", lambda a: {"template.html", "template.txt", "metadata.json"} <= set(a.split())),
    ("a template that is not there", "aws s3 ls s3://{BUCKET}/templates/nope/; echo $?", lambda a: a == 1),
    ("is metadata.json valid", "aws s3 cp s3://{BUCKET}/templates/welcome/metadata.json - | python -m json.tool", lambda a: "subject" in a),
    ("all templates", "aws s3 ls s3://{BUCKET}/templates/", lambda a: a.count("PRE ") == 8),

    # Template seeder
    ("the seeder is there", "aws lambda get-function --function-name {STACK}-TemplateSeeder", lambda a: a["Configuration"]["State"] == "Active"),
    ("the seeder runs", "aws lambda invoke --function-name {STACK}-TemplateSeeder /dev/stdout | cat",
     lambda a: '"message":"Installed 0, updated 0, skipped 8"' in a and '"StatusCode": 200' in a),
    ("all functions", "aws lambda list-functions --query 'Functions[].FunctionName'", lambda a: len(a) == 3),

    # Suppression, senders, campaigns
    ("why is user@example.com suppressed", "aws dynamodb get-item --table-name {STACK}-Suppression \\\n  --key '{\"email\": {\"S\": \"user@example.com\"}}'",
     lambda a: texts(a["Item"])["reason"] == "consecutive-soft-bounces"),
    ("let user@example.com have mail again", "aws dynamodb delete-item --table-name {STACK}-Suppression \\\n  --key '{\"email\": {\"S\": \"user@example.com\"}}'",
     lambda a: a == ""),
    ("user@example.com is free", "aws dynamodb get-item --table-name {STACK}-Suppression --key '{\"email\": {\"S\": \"user@example.com\"}}'", lambda a: a == ""),
    ("the mails of a campaign", "aws dynamodb scan --table-name {STACK}-EmailTracking \\\n  --filter-expression \"metadata.campaignId = :campaign\" \\\n"
     "  --expression-attribute-values '{\":campaign\": {\"S\": \"summer-sale-2024\"}}'",
     lambda a: a["Count"] == 2 and a["ScannedCount"] >= 9 and all(i["metadata"]["M"]["campaignId"]["S"] == "summer-sale-2024" for i in a["Items"])),
    ("is the sender verified", "aws ses get-identity-verification-attributes --identities noreply@example.com",
     lambda a: a["VerificationAttributes"]["noreply@example.com"]["VerificationStatus"] == "Success"),
    ("all identities", "aws ses list-identities", lambda a: "Identities" in a),
    ("is sending on", "aws ses get-account-sending-enabled", lambda a: a["Enabled"] is True),
    ("the configuration set", "aws ses describe-configuration-set --configuration-set-name {STACK}-ConfigSet --configuration-set-attribute-names eventDestinations",
     lambda a: a["ConfigurationSet"]["Name"].endswith("-ConfigSet") and "bounce" in a["EventDestinations"][0]["MatchingEventTypes"]),
    ("SES's own statistics", "aws ses get-send-statistics", lambda a: sum(p["DeliveryAttempts"] for p in a["SendDataPoints"]) >= 5),

    # Notifications
    ("subscribe", "aws events put-rule \\\n  --name \"my-app-notifications\" \\\n  --event-bus-name {STACK}-EmailBus \\\n  --event-pattern '{\n"
     "    \"source\": [\"sesmailengine\"],\n    \"detail-type\": [\"Email Status Changed\"],\n    \"detail\": {\"originalSource\": [\"my.application\"]}\n  }'",
     lambda a: a["RuleArn"].endswith("/my-app-notifications")),
    ("the handler is the target", "aws events put-targets \\\n  --rule \"my-app-notifications\" \\\n  --event-bus-name {STACK}-EmailBus \\\n"
     "  --targets \"Id\"=\"1\",\"Arn\"=\"arn:aws:lambda:us-east-1:000000000000:function:my-handler\"", lambda a: a["FailedEntryCount"] == 0),
    ("are notifications on", "aws lambda get-function-configuration \\\n  --function-name {STACK}-FeedbackProcessor \\\n"
     "  --query 'Environment.Variables.EVENT_BUS_NAME'", lambda a: a.endswith("-EmailBus")),
    ("the rules", "aws events list-rules --event-bus-name {STACK}-EmailBus",
     lambda a: {r["Name"]: r["State"] for r in a["Rules"]}.get("my-app-notifications") == "ENABLED" and len(a["Rules"]) >= 2),
    ("the rule's targets", "aws events list-targets-by-rule --rule my-app-notifications --event-bus-name {STACK}-EmailBus", lambda a: len(a["Targets"]) == 1),
    ("would my pattern match", "aws events test-event-pattern --event-pattern '{\"source\": [\"sesmailengine\"]}' --event '{\"id\": \"1\", \"account\": "
     "\"000000000000\", \"source\": \"my.application\", \"time\": \"2026-01-01T00:00:00Z\", \"region\": \"us-east-1\", \"resources\": [], "
     "\"detail-type\": \"Email Status Changed\", \"detail\": {}}'", lambda a: a["Result"] is False),
    ("the topics", "aws sns list-topics", lambda a: len(a["Topics"]) == 2),

    # Logs
    ("notification errors in the log", "aws logs filter-log-events \\\n  --log-group-name /aws/lambda/{STACK}-FeedbackProcessor \\\n"
     "  --filter-pattern \"Failed to publish status\"", lambda a: a["events"] == []),
    ("errors in the log", "aws logs filter-log-events --log-group-name /aws/lambda/{STACK}-EmailSender --filter-pattern ERROR",
     lambda a: isinstance(a["events"], list)),
    ("template errors in the log", "aws logs filter-log-events --log-group-name /aws/lambda/{STACK}-EmailSender --filter-pattern '\"Template error\"'",
     lambda a: any("email-no-template" in m for m in messages(a))),
    ("the suppressed in the log", "aws logs filter-log-events --log-group-name /aws/lambda/{STACK}-EmailSender --filter-pattern suppressed",
     lambda a: any("email-suppressed" in m for m in messages(a))),
    ("the throttled in the log", "aws logs filter-log-events --log-group-name /aws/lambda/{STACK}-EmailSender --filter-pattern '\"Maximum sending rate exceeded\"'",
     lambda a: any("email-throttled" in m for m in messages(a))),
    ("one mail in the log", "aws logs filter-log-events --log-group-name /aws/lambda/{STACK}-EmailSender --filter-pattern '\"email-123\"'",
     lambda a: len(a["events"]) >= 1 and all("email-123" in m for m in messages(a))),
    ("one mail in the log, by its field", "aws logs filter-log-events --log-group-name /aws/lambda/{STACK}-EmailSender "
     "--filter-pattern '{ $.emailId = \"email-123\" }'", lambda a: len(a["events"]) >= 1),
    ("no address is whole in the log", "aws logs filter-log-events --log-group-name /aws/lambda/{STACK}-EmailSender --filter-pattern '\"open@simulator\"'",
     lambda a: a["events"] == []),
    ("the log groups", "aws logs describe-log-groups --log-group-name-prefix /aws/lambda/{STACK}",
     lambda a: len(a["logGroups"]) == 3 and all(g["retentionInDays"] == 90 for g in a["logGroups"])),
    ("the log, as it comes", "aws logs tail /aws/lambda/{STACK}-EmailSender --since 1h --format short", lambda a: "email-123" in a),

    # Alarms
    ("the alarms", "aws cloudwatch describe-alarms --alarm-name-prefix {STACK}",
     lambda a: len(a["MetricAlarms"]) == 8 and alarm(a, "-SES-BounceRate")["Threshold"] == 0.03
     and alarm(a, "-EmailSender-Errors")["EvaluationPeriods"] == 2 and alarm(a, "-FeedbackDLQ-Depth")["StateValue"] != "ALARM"),
    ("what has alarmed", "aws cloudwatch describe-alarm-history --alarm-name {STACK}-EventBridgeDLQ-Depth", lambda a: "AlarmHistoryItems" in a),
    ("errors of the sender", "aws cloudwatch get-metric-statistics --namespace AWS/Lambda --metric-name Errors --dimensions "
     "Name=FunctionName,Value={STACK}-EmailSender --start-time {TODAY}T00:00:00Z --end-time {TOMORROW}T00:00:00Z --period 3600 --statistics Sum",
     lambda a: a["Label"] == "Errors"),
]

# What must be refused, with the code a person would look up.
REFUSED = [
    ("an unknown stack", "aws cloudformation describe-stacks --stack-name nope", "ValidationError", "Stack with id nope does not exist"),
    ("an unknown function", "aws lambda get-function --function-name nope", "ResourceNotFoundException", "Function not found"),
    ("an unknown log group", "aws logs filter-log-events --log-group-name nope", "ResourceNotFoundException", "log group does not exist"),
    ("a broken filter", "aws logs filter-log-events --log-group-name /aws/lambda/{STACK}-EmailSender --filter-pattern '{ $.a = '", "InvalidParameterException", ""),
    ("an unknown template bucket", "aws s3 ls s3://nope-{BUCKET}/", "NoSuchBucket", ""),
    ("an unknown queue", "aws sqs get-queue-url --queue-name nope", "NonExistentQueue", ""),
    ("an unknown rule", "aws events describe-rule --name nope --event-bus-name {STACK}-EmailBus", "ResourceNotFoundException", ""),
    ("an unknown table", "aws dynamodb get-item --table-name nope --key '{\"emailId\": {\"S\": \"x\"}}'", "ResourceNotFoundException", ""),
    ("an unknown topic", "aws sns list-subscriptions-by-topic --topic-arn arn:aws:sns:us-east-1:000000000000:nope", "NotFound", ""),
    ("an unknown configuration set", "aws ses describe-configuration-set --configuration-set-name nope", "ConfigurationSetDoesNotExist", ""),
    ("an operation of another product", "aws cloudformation list-exports", "UnknownOperationException", ""),
    ("an operation of another product, newer", "aws sesv2 list-contact-lists", "UnknownOperationException", ""),
    ("a metric operation that is not there", "aws cloudwatch list-dashboards", "UnknownOperationException", ""),
]
