"""boto3: bad input gives the catalogue's message, a record and a notification, and the host goes on.
host: --set FeedbackDelay=0.05
"""
import json

import botocore.exceptions

from checks import check, equal, eventually, main
from mail import (BUCKET, BUS, TRACKING, WELCOME, Subscription, dynamodb, events, new_id, plain, publish, s3, settled)

listener = Subscription("bad-input", {"source": ["sesmailengine"], "detail-type": ["Email Status Changed"], "detail": {"status": ["failed"]}})


def refused(name, error_type, message, code=None, **request):
    email_id = publish(request.pop("to", "someone@example.com"), **request)
    found = settled(email_id)
    equal(f"{name}: status", found.get("status"), "failed")
    equal(f"{name}: errorType", found.get("errorType"), error_type)
    if callable(message):
        check(f"{name}: message", message(found.get("errorMessage", "")), found.get("errorMessage"))
    else:
        equal(f"{name}: message", found.get("errorMessage"), message)
    if code:
        equal(f"{name}: code", found.get("errorCode"), code)
    told = listener.find(email_id, "failed")
    equal(f"{name}: notification", told and told["detail"].get("errorType"), error_type)


def put_template(name, html="<p>{{ a }}</p>", text="{{ a }}", metadata=None, leave_out=()):
    files = {"template.html": html, "template.txt": text, "metadata.json": metadata or json.dumps({"subject": "s"})}
    for file, content in files.items():
        if file not in leave_out:
            s3.put_object(Bucket=BUCKET, Key=f"templates/{name}/{file}", Body=content.encode())


def requests():
    refused("no to", "validation_error", "Missing required field: 'to'", "VAL001", to=None)
    refused("no template", "validation_error", "Missing required field: 'templateName'", "VAL002", template=None)
    refused("bad address", "validation_error", lambda m: m.startswith("Invalid email address format: "), "VAL003", to="not-an-address")
    refused("header injection in to", "validation_error", lambda m: m.startswith("Invalid email address format: "), "VAL003",
            to="a@example.com\r\nBcc: b@example.com")
    refused("header injection in subject", "validation_error", lambda m: m, "VAL005", subject="hello\r\nBcc: b@example.com")
    refused("header injection in the sender's name", "validation_error", lambda m: m, "VAL005", senderOverride={"name": "x\r\nBcc: b@example.com"})
    refused("path in the template's name", "validation_error", lambda m: m, "VAL005", template="../welcome")
    refused("data that is no object", "validation_error", lambda m: m, "VAL005", data=[1])


def templates():
    refused("unknown template", "template_not_found", "Template 'nope' not found", "TMPL001", template="nope")
    put_template("no-text", leave_out=("template.txt",))
    refused("no text", "template_not_found", "Template 'no-text' missing template.txt", "TMPL003", template="no-text")
    put_template("bad-json", metadata="{oops")
    refused("bad metadata", "template_not_found", lambda m: m.startswith("Template 'bad-json' has invalid metadata.json: "), "TMPL005",
            template="bad-json")
    refused("missing variables", "template_render_error",
            "Failed to render template 'welcome': Missing required variables: ['userName', 'companyName']", "TMPL006",
            template="welcome", data={})
    put_template("undefined-one")
    refused("undefined variable", "template_render_error",
            "Failed to render template 'undefined-one': Undefined variable: 'a' is undefined", "TMPL007", template="undefined-one", data={"b": 1})
    put_template("too-large", html="x" * 262_145)
    refused("file too large", "template_not_found", "Template 'too-large' file too large: 262145 bytes (max 262144 bytes)", "TMPL008",
            template="too-large")
    put_template("syntax", html="<p>{{ a </p>")
    refused("syntax error", "template_render_error",
            lambda m: m.startswith("Failed to render template 'syntax': Syntax error: ") and m.endswith("(template.html, line 1)"), "TMPL009",
            template="syntax", data={"a": 1})
    put_template("endless", html="{% for i in range(100000) %}{% for j in range(100000) %}{{ a }}{% endfor %}{% endfor %}")
    refused("huge output", "template_render_error", lambda m: "exceeded the rendering limit: " in m, "TMPL010",
            template="endless", data={"a": "x" * 100})
    put_template("no-subject", metadata="{}")
    refused("no subject", "validation_error", "No subject provided", "VAL004", template="no-subject", data={"a": 1})
    put_template("escape", html="{% include '../../secret' %}")
    refused("include outside", "template_render_error", lambda m: m, template="escape", data={"a": 1})


def broken_json_is_refused_at_the_door():
    answer = events.put_events(Entries=[
        {"Source": "x", "DetailType": "Email Request", "Detail": "{broken", "EventBusName": BUS},
        {"Source": "x", "DetailType": "Email Request", "EventBusName": BUS, "Detail": json.dumps(
            {"emailId": "beside-broken", "to": "ok@example.com", "templateName": "welcome", "templateData": WELCOME})},
    ])
    equal("broken JSON: refused", answer["FailedEntryCount"], 1)
    equal("broken JSON: code", answer["Entries"][0]["ErrorCode"], "MalformedDetail")
    equal("broken JSON: its neighbour is sent", settled("beside-broken").get("status"), "delivered")


def a_huge_event_is_refused():
    try:
        answer = events.put_events(Entries=[{
            "Source": "x", "DetailType": "Email Request", "EventBusName": BUS, "Detail": json.dumps({"to": "a@example.com", "x": "y" * 300_000})}])
        check("300 KB event: refused", answer["FailedEntryCount"] == 1, answer)
    except botocore.exceptions.ClientError as error:
        check("300 KB event: refused", error.response["ResponseMetadata"]["HTTPStatusCode"] in (400, 413), error.response)


def an_id_is_made_when_none_came():
    events.put_events(Entries=[{
        "Source": "made.id", "DetailType": "Email Request", "EventBusName": BUS, "Detail": json.dumps(
            {"to": "made-id@example.com", "templateName": "welcome", "templateData": WELCOME})}])

    def read():
        return [plain(i) for i in dynamodb.query(
            TableName=TRACKING, IndexName="to-email-timestamp-index", KeyConditionExpression="toEmail = :e",
            ExpressionAttributeValues={":e": {"S": "made-id@example.com"}})["Items"]]
    found = eventually(read, lambda r: r and r[0]["status"] == "delivered")
    check("made id: begins with email-", found and found[0]["emailId"].startswith("email-"), found)


def the_host_goes_on():
    email_id = publish("after@example.com", emailId=new_id("after"))
    equal("after all that: delivered", settled(email_id).get("status"), "delivered")


main(requests, templates, broken_json_is_refused_at_the_door, a_huge_event_is_refused, an_id_is_made_when_none_came, the_host_goes_on)
