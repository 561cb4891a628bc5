"""An application that still calls SES itself, in both versions of the API, and the commands that look after an account.

host: --set DefaultSenderEmail=hello@acme.example --set FeedbackDelay=0.05
"""
import json
import urllib.parse
import urllib.request
import uuid
from email.message import EmailMessage

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, WaiterError

from checks import ENDPOINT, STACK, check, equal, eventually, main
from mail import suppression

once = Config(retries={"max_attempts": 0})
v1 = boto3.client("ses", endpoint_url=ENDPOINT, config=once)
v2 = boto3.client("sesv2", endpoint_url=ENDPOINT, config=once)
SENDER = "Acme <hello@acme.example>"
CONFIG_SET = f"{STACK}-ConfigSet"


def outbox(message_id):
    with urllib.request.urlopen(f"{ENDPOINT}/_aws/ses?id={urllib.parse.quote(message_id)}", timeout=30) as answer:
        mails = json.load(answer)["messages"]
    return mails[0] if mails else None


def fails(name, code, call, **arguments):
    try:
        call(**arguments)
        return check(name, False, "(it was taken)")
    except ClientError as error:
        return equal(name, error.response["Error"]["Code"], code)


def raw_call(method, path, body=None, content_type="application/json"):
    request = urllib.request.Request(ENDPOINT + path, method=method, data=body, headers={
        "Content-Type": content_type,
        "Authorization": "AWS4-HMAC-SHA256 Credential=test/20261125/us-east-1/ses/aws4_request, SignedHeaders=host, Signature=0"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def simple(subject="Hi", text="Good day", html=None):
    body = {}
    if text is not None:
        body["Text"] = {"Data": text, "Charset": "UTF-8"}
    if html is not None:
        body["Html"] = {"Data": html}
    return {"Simple": {"Subject": {"Data": subject}, "Body": body}}


def mime(**headers):
    message = EmailMessage()
    for name, value in {"From": SENDER, "To": "jo@example.com", "Subject": "Über", **headers}.items():
        if value is not None:
            message[name.replace("_", "-")] = value
    message.set_content("plain täxt")
    message.add_alternative("<p>html</p>", subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="bill.pdf")
    return message


def simple_mails():
    answer = v2.send_email(
        FromEmailAddress=SENDER, Content=simple("Grüße", "täxt", "<p>html</p>"), ReplyToAddresses=["Desk <desk@acme.example>"],
        Destination={"ToAddresses": ["Jo <jo@example.com>", "JO@example.com"], "CcAddresses": ["cc@example.com"], "BccAddresses": ["bcc@example.com"]},
        EmailTags=[{"Name": "campaign", "Value": "spring"}])
    mail = outbox(answer["MessageId"])
    equal("v2 SendEmail is in the outbox", (mail["Subject"], mail["Body"], mail["Source"]),
          ("Grüße", {"text_part": "täxt", "html_part": "<p>html</p>"}, SENDER))
    equal("with all its recipients, each once", mail["Recipients"], ["jo@example.com", "cc@example.com", "bcc@example.com"])
    equal("in their places", mail["Destination"], {"ToAddresses": ["Jo <jo@example.com>", "JO@example.com"], "CcAddresses": ["cc@example.com"], "BccAddresses": ["bcc@example.com"]})
    equal("with its tags", mail["Tags"], [{"Name": "campaign", "Value": "spring"}])
    equal("with its reply-to", mail["ReplyToAddresses"], ["Desk <desk@acme.example>"])

    answer = v1.send_email(
        Source=SENDER, Destination={"ToAddresses": ["jo@example.com"], "CcAddresses": []}, ReturnPath="bounces@acme.example",
        Message={"Subject": {"Data": "one & two", "Charset": "ISO-8859-1"}, "Body": {"Html": {"Data": "<b>x</b>"}}},
        Tags=[{"Name": "campaign", "Value": "autumn"}], ConfigurationSetName=CONFIG_SET)
    mail = outbox(answer["MessageId"])
    equal("v1 SendEmail is in the outbox", (mail["Subject"], mail["Body"]["html_part"]), ("one & two", "<b>x</b>"))
    equal("with where bounces go", mail["Headers"], [{"Name": "Return-Path", "Value": "bounces@acme.example"}])
    with urllib.request.urlopen(ENDPOINT + "/_aws/ses/journal", timeout=30) as journal:
        check("and in the journal", any(json.loads(line)["messageId"] == answer["MessageId"] for line in journal))


def raw_mails():
    for name, send in {
        "v1 SendRawEmail": lambda m: v1.send_raw_email(RawMessage={"Data": m.as_bytes()}, Destinations=["envelope@example.com"]),
        "v2 raw SendEmail": lambda m: v2.send_email(Content={"Raw": {"Data": m.as_bytes()}}, Destination={"ToAddresses": ["envelope@example.com"]}),
    }.items():
        message = mime(X_Custom="kept", X_SES_MESSAGE_TAGS="a=1, b=2", X_SES_CONFIGURATION_SET=CONFIG_SET)
        mail = outbox(send(message)["MessageId"])
        equal(f"{name} is read", (mail["Subject"], mail["Body"]["text_part"].strip(), mail["Body"]["html_part"].strip()), ("Über", "plain täxt", "<p>html</p>"))
        equal(f"{name} goes to its envelope", (mail["Recipients"], mail["Destination"]["ToAddresses"]), (["envelope@example.com"], ["jo@example.com"]))
        equal(f"{name} keeps headers", mail["Headers"], [{"Name": "X-Custom", "Value": "kept"}])
        equal(f"{name} has the tags of its header", mail["Tags"], [{"Name": "a", "Value": "1"}, {"Name": "b", "Value": "2"}])
        equal(f"{name} lists what is attached", mail["Attachments"], [{"FileName": "bill.pdf", "ContentType": "application/pdf", "Size": 8}])
        equal(f"{name} is kept whole", mail["RawData"].encode("latin-1"), message.as_bytes())


def feedback():
    address = f"bounce+{uuid.uuid4().hex}@simulator.amazonses.com"
    v2.send_email(FromEmailAddress=SENDER, Content=simple(), Destination={"ToAddresses": ["fine@example.com", address]}, ConfigurationSetName=CONFIG_SET)
    entry = eventually(lambda: suppression(address), bool)
    equal("a bounce of a mail without record suppresses", entry and entry["reason"], "hard-bounce")
    silent = f"bounce+{uuid.uuid4().hex}@simulator.amazonses.com"
    v2.send_email(FromEmailAddress=SENDER, Content=simple(), Destination={"ToAddresses": [silent]})
    later = f"complaint+{uuid.uuid4().hex}@simulator.amazonses.com"
    v2.send_email(FromEmailAddress=SENDER, Content=simple(), Destination={"ToAddresses": [later]}, ConfigurationSetName=CONFIG_SET)
    eventually(lambda: suppression(later), bool)
    equal("without the configuration set nobody is told", suppression(silent), None)


def account():
    equal("no limits are -1", {k: v for k, v in v2.get_account()["SendQuota"].items() if k != "SentLast24Hours"}, {"Max24HourSend": -1.0, "MaxSendRate": -1.0})
    equal("the account may send", (v2.get_account()["SendingEnabled"], v2.get_account()["ProductionAccessEnabled"], v1.get_account_sending_enabled()["Enabled"]), (True, True, True))
    quota = v1.get_send_quota()
    check("v1 counts each recipient", quota["SentLast24Hours"] == v2.get_account()["SendQuota"]["SentLast24Hours"] >= 8, quota)
    points = v1.get_send_statistics()["SendDataPoints"]
    check("statistics count attempts, bounces, complaints", sum(p["DeliveryAttempts"] for p in points) == quota["SentLast24Hours"]
          and sum(p["Bounces"] for p in points) == 2 and sum(p["Complaints"] for p in points) == 1, points)


def identities():
    equal("v1 lists identities", v1.list_identities()["Identities"], ["acme.example", "hello@acme.example"])
    equal("page by page", [i for page in v1.get_paginator("list_identities").paginate(PaginationConfig={"PageSize": 1}) for i in page["Identities"]],
          ["acme.example", "hello@acme.example"])
    equal("by type", v1.list_identities(IdentityType="Domain")["Identities"], ["acme.example"])
    equal("v1 lists addresses", v1.list_verified_email_addresses()["VerifiedEmailAddresses"], ["hello@acme.example"])
    equal("v1 tells who is verified", v1.get_identity_verification_attributes(Identities=["acme.example", "other.example"])["VerificationAttributes"],
          {"acme.example": {"VerificationStatus": "Success"}})
    v1.get_waiter("identity_exists").wait(Identities=["hello@acme.example"])
    check("the waiter identity_exists ends", True)
    try:
        v1.get_waiter("identity_exists").wait(Identities=["other.example"], WaiterConfig={"Delay": 0, "MaxAttempts": 2})
        check("and waits in vain for another", False)
    except WaiterError:
        check("and waits in vain for another", True)
    first = v2.list_email_identities(PageSize=1)
    second = v2.list_email_identities(PageSize=1, NextToken=first["NextToken"])
    equal("v2 lists identities in pages", [i["IdentityName"] for i in first["EmailIdentities"] + second["EmailIdentities"]], ["acme.example", "hello@acme.example"])
    check("and ends", "NextToken" not in second, second)
    identity = v2.get_email_identity(EmailIdentity="hello@acme.example")
    equal("v2 tells of an identity", (identity["IdentityType"], identity["VerifiedForSendingStatus"]), ("EMAIL_ADDRESS", True))
    fails("an unknown identity is not found", "NotFoundException", v2.get_email_identity, EmailIdentity="other.example")
    fails("a made-up token is refused in v1", "InvalidParameterValue", v1.list_identities, NextToken="bWFkZSB1cA==")
    fails("a made-up token is refused in v2", "InvalidNextTokenException", v2.list_email_identities, NextToken="bWFkZSB1cA==")


def configuration_sets():
    equal("v1 lists them", v1.list_configuration_sets()["ConfigurationSets"], [{"Name": CONFIG_SET}])
    equal("v2 lists them", v2.list_configuration_sets()["ConfigurationSets"], [CONFIG_SET])
    described = v1.describe_configuration_set(ConfigurationSetName=CONFIG_SET, ConfigurationSetAttributeNames=["eventDestinations", "trackingOptions", "deliveryOptions", "reputationOptions"])
    topic = f"arn:aws:sns:us-east-1:000000000000:{STACK}-SESFeedback"
    equal("v1 tells where events go", described["EventDestinations"][0]["SNSDestination"]["TopicARN"], topic)
    equal("v1 tells that TLS is required", described["DeliveryOptions"], {"TlsPolicy": "Require"})
    check("v1 tells nothing it is not asked for", "EventDestinations" not in v1.describe_configuration_set(ConfigurationSetName=CONFIG_SET))
    equal("v2 tells that TLS is required", v2.get_configuration_set(ConfigurationSetName=CONFIG_SET)["DeliveryOptions"], {"TlsPolicy": "REQUIRE"})
    destination = v2.get_configuration_set_event_destinations(ConfigurationSetName=CONFIG_SET)["EventDestinations"][0]
    equal("v2 tells where events go", (destination["SnsDestination"]["TopicArn"], len(destination["MatchingEventTypes"])), (topic, 8))
    fails("v1 has no other", "ConfigurationSetDoesNotExist", v1.describe_configuration_set, ConfigurationSetName="other")
    fails("v2 has no other", "NotFoundException", v2.get_configuration_set, ConfigurationSetName="other")
    fails("nor does anything go through another", "NotFoundException", v2.send_email, FromEmailAddress=SENDER, Content=simple(),
          Destination={"ToAddresses": ["jo@example.com"]}, ConfigurationSetName="other")


def suppressions():
    emails = [f"s{i}-{uuid.uuid4().hex}@example.com" for i in range(5)]
    for i, email in enumerate(emails):
        v2.put_suppressed_destination(EmailAddress=email.upper() if i == 0 else email, Reason="COMPLAINT" if i == 4 else "BOUNCE")
    equal("what is put is in the engine's table", suppression(emails[0])["reason"], "hard-bounce")
    got = v2.get_suppressed_destination(EmailAddress=emails[4])["SuppressedDestination"]
    equal("and read back", (got["EmailAddress"], got["Reason"]), (emails[4], "COMPLAINT"))
    seen, token = [], None
    for _ in range(20):
        page = v2.list_suppressed_destinations(PageSize=2, Reasons=["BOUNCE"], **({"NextToken": token} if token else {}))
        seen += [s["EmailAddress"] for s in page["SuppressedDestinationSummaries"]]
        token = page.get("NextToken")
        if not token:
            break
    check("pages hold each bounce once", set(emails[:4]) <= set(seen) and emails[4] not in seen and len(seen) == len(set(seen)), seen)
    equal("by time", v2.list_suppressed_destinations(EndDate="2001-01-01T00:00:00Z")["SuppressedDestinationSummaries"], [])
    v2.delete_suppressed_destination(EmailAddress=emails[0])
    equal("a deleted one is gone", suppression(emails[0]), None)
    fails("and not found", "NotFoundException", v2.get_suppressed_destination, EmailAddress=emails[0])
    fails("nor deleted twice", "NotFoundException", v2.delete_suppressed_destination, EmailAddress=emails[0])
    fails("a made-up token is refused", "InvalidNextTokenException", v2.list_suppressed_destinations, NextToken="x")


def bad_mails():
    to = {"ToAddresses": ["jo@example.com"]}

    def bad(name, code="BadRequestException", sender=SENDER, content=None, destination=to, **more):
        fails(name, code, v2.send_email, FromEmailAddress=sender, Content=content or simple(), Destination=destination, **more)

    bad("no recipient", destination={"ToAddresses": []})
    bad("51 recipients", destination={"ToAddresses": [f"a{i}@example.com" for i in range(51)]})
    bad("an address without a domain", destination={"ToAddresses": ["jo"]})
    bad("a line break in an address", destination={"ToAddresses": ["jo@example.com\r\nBcc: eve@example.com"]})
    bad("a line break in the subject", content=simple("Hi\r\nBcc: eve@example.com"))
    bad("a line break in the sender's name", sender="A\r\nBcc: x <hello@acme.example>")
    bad("an encoded line break in a name", sender="=?utf-8?q?A=0D=0ABcc=3A_eve?= <hello@acme.example>")
    bad("no body", content=simple(text=None))
    bad("a tag with a space", EmailTags=[{"Name": "a b", "Value": "x"}])
    bad("a template", content={"Template": {"TemplateName": "welcome", "TemplateData": "{}"}})
    bad("a raw message without headers", content={"Raw": {"Data": b"\r\n"}})
    bad("a raw message without a sender", sender=None or SENDER, content={"Raw": {"Data": b"X: y\r\n\r\nbody"}}, destination={})
    bad("two subjects", content={"Raw": {"Data": b"From: a@b.example\r\nSubject: a\r\nSubject: b\r\nTo: c@d.example\r\n\r\nx"}})
    bad("a bare carriage return in a header", content={"Raw": {"Data": b"From: a@b.example\r\nX: y\rBcc: eve@example.com\r\nTo: c@d.example\r\n\r\nx"}})
    bad("a throttled address", "TooManyRequestsException", destination={"ToAddresses": ["throttle@simulator.amazonses.com"]})
    deep = b"From: a@b.example\r\nTo: c@d.example\r\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (i, i) for i in range(3000)) + b"\r\nx"
    try:
        v2.send_email(Content={"Raw": {"Data": deep}}, Destination=to)
        check("a message nested 3000 deep is answered", True)
    except ClientError as error:
        check("a message nested 3000 deep is answered", error.response["ResponseMetadata"]["HTTPStatusCode"] == 400, error)
    fails("v1: no recipient", "InvalidParameterValue", v1.send_email, Source=SENDER, Destination={}, Message={"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}})
    fails("v1: a throttled address", "Throttling", v1.send_email, Source=SENDER, Destination={"ToAddresses": ["throttle@simulator.amazonses.com"]},
          Message={"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}})
    fails("v1: no such configuration set", "ConfigurationSetDoesNotExist", v1.send_email, Source=SENDER, Destination=to, ConfigurationSetName="other",
          Message={"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}})


def what_is_not_here():
    fails("v1: an unknown operation", "UnknownOperationException", v1.list_templates)
    fails("v2: an unknown operation", "UnknownOperationException", v2.list_contact_lists)
    fails("v1: an unknown parameter", "ValidationError", v1.send_email, Source=SENDER, Destination={"ToAddresses": ["jo@example.com"]},
          Message={"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}, SourceArn="arn:aws:ses:us-east-1:000000000000:identity/acme.example")
    fails("v2: an unknown parameter", "ValidationException", v2.send_email, FromEmailAddress=SENDER, Content=simple(), Destination={"ToAddresses": ["jo@example.com"]},
          ListManagementOptions={"ContactListName": "x"})
    status, headers, body = raw_call("POST", "/v2/email/outbound-emails", b"{")
    equal("v2: broken JSON", (status, headers["x-amzn-ErrorType"]), (400, "SerializationException"))
    status, headers, body = raw_call("GET", "/v2/email/account?Extra=1")
    equal("v2: an unknown query parameter", (status, headers["x-amzn-ErrorType"]), (400, "ValidationException"))
    status, _, body = raw_call("POST", "/", b"Action=SendEmail&Version=2010-12-01&Source=a@b.example&Destination.Copies.member.1=x", "application/x-www-form-urlencoded")
    check("v1: an unknown nested parameter", status == 400 and "Destination.Copies.member.1" in body, body)
    status, _, body = raw_call("POST", "/", b"Action=SendRawEmail&Version=2010-12-01&RawMessage.Data=%25%25", "application/x-www-form-urlencoded")
    check("v1: what is not base64", status == 400 and "<Code>InvalidParameterValue</Code>" in body, body)


main(simple_mails, raw_mails, feedback, account, identities, configuration_sets, suppressions, bad_mails, what_is_not_here)
