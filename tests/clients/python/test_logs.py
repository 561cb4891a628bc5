"""boto3: the log lines the guide looks for, each in its group, and every way to read them.
host: --set FeedbackDelay=0.05 --set BounceRateMinimumSample=8 --set BounceRateThreshold=20
"""
import json
import os
import pathlib
import re
import time

import boto3
from botocore.exceptions import ClientError

from checks import ENDPOINT, STACK, check, equal, eventually, main
from mail import new_id, publish, settled

logs = boto3.client("logs", endpoint_url=ENDPOINT)
SENDER, FEEDBACK, SEEDER = (f"/aws/lambda/{STACK}-{name}" for name in ("EmailSender", "FeedbackProcessor", "TemplateSeeder"))
HOST = f"/sesmailengine/{STACK}-Host"


def find(group, pattern, **more):
    pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group, filterPattern=pattern, **more)
    return [event for page in pages for event in page["events"]]


def lines(group, pattern, limit=10.0, **more):
    found = eventually(lambda: find(group, pattern, **more), lambda e: e, limit)
    return [json.loads(event["message"]) for event in found]


def code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "none"


def mails_leave_their_lines():
    good = new_id("good-mail-with-dashes")
    publish("success@simulator.amazonses.com", emailId=good)
    for n in range(7):
        publish(f"success+{n}@simulator.amazonses.com")
    settled(good)
    sent = lines(SENDER, good)
    equal("an emailId unquoted", [line["emailId"] for line in sent], [good])
    equal("an emailId in quotes", len(lines(SENDER, f'"{good}"')), 1)
    equal("an emailId as a field", len(lines(SENDER, f'{{ $.emailId = "{good}" }}')), 1)
    equal("an emailId in the feedback's group", {line["emailId"] for line in lines(FEEDBACK, good)}, {good})
    line = sent[0]
    check("fields", line["level"] == "INFO" and line["function"] == f"{STACK}-EmailSender" and line["templateName"] == "welcome"
          and line["status"] == "sent" and line["durationMs"] > 0 and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["timestamp"]), line)


def the_guides_filters_find_what_they_promise():
    missing = publish("success@simulator.amazonses.com", template="no-such-template")
    settled(missing)
    equal("ERROR", [l["emailId"] for l in lines(SENDER, "ERROR")], [missing])
    equal("Template error", [(l["emailId"], l["level"], l["errorCode"]) for l in lines(SENDER, "Template error")], [(missing, "ERROR", "TMPL001")])
    publish("bounce@simulator.amazonses.com")
    equal("suppressed, by feedback", lines(FEEDBACK, "suppressed")[0]["level"], "INFO")
    refused = publish("bounce@simulator.amazonses.com")
    settled(refused)
    equal("suppressed, by the sender", [(l["emailId"], l["status"]) for l in lines(SENDER, "suppressed")], [(refused, "failed")])
    throttled = publish("throttle@simulator.amazonses.com")
    equal("Maximum sending rate exceeded", {l["emailId"] for l in lines(SENDER, "Maximum sending rate exceeded")}, {throttled})
    for n in range(9):
        settled(publish(f"bounce+{n}@simulator.amazonses.com"), {"bounced", "failed"}, 5)
    # The guard looks at the rate every ten seconds.
    guarded = eventually(lambda: refused_by_the_guard(), lambda email_id: email_id, 20)
    equal("bounce_rate_exceeded", {l["emailId"] for l in lines(SENDER, f"bounce_rate_exceeded {guarded}")}, {guarded})
    equal("Failed to publish status: nothing failed", find(FEEDBACK, "Failed to publish status"), [])
    check("the seeder's line", "Installed 8" in lines(SEEDER, "Installed")[0]["message"])
    code(logs.describe_metric_filters)
    check("the host's lines", any("DescribeMetricFilters" in l["message"] for l in lines(HOST, "WARNING")))


def refused_by_the_guard():
    time.sleep(1)
    email_id = publish("success@simulator.amazonses.com")
    return email_id if settled(email_id).get("errorType") == "bounce_rate_exceeded" else None


def no_address_is_whole():
    publish("john.doe@not-a-domain", emailId=new_id())
    publish("no mail at all", emailId="order-jo@example.com-7")
    settled("order-jo@example.com-7")
    time.sleep(0.5)
    text = "".join(path.read_text() for path in pathlib.Path(os.environ["DATA"], "logs").rglob("*.jsonl"))
    whole = [m for m in re.findall(r"[^\s\"<>]+@[A-Za-z0-9.-]+", text) if not re.search(r"\*\*\*@", m)]
    check("addresses are masked", not whole and "***@simulator.amazonses.com" in text, str(whole[:3]))


def reading_page_by_page():
    whole = find(SENDER, "")
    ids = [event["eventId"] for event in whole]
    paged = [event["eventId"] for event in find(SENDER, "", PaginationConfig={"PageSize": 3})]
    check("pages of three give each event once, in order", paged == ids and len(set(ids)) == len(ids) > 15, len(ids))
    equal("in the order of time", [e["timestamp"] for e in whole], sorted(e["timestamp"] for e in whole))
    middle = whole[len(whole) // 2]["timestamp"]
    equal("startTime", [e["eventId"] for e in find(SENDER, "", startTime=middle)], [e["eventId"] for e in whole if e["timestamp"] >= middle])
    equal("endTime", [e["eventId"] for e in find(SENDER, "", endTime=middle)], [e["eventId"] for e in whole if e["timestamp"] <= middle])
    stream = whole[0]["logStreamName"]
    streams = [s for page in logs.get_paginator("describe_log_streams").paginate(logGroupName=SENDER) for s in page["logStreams"]]
    check("streams", stream in [s["logStreamName"] for s in streams] and streams[0]["firstEventTimestamp"] == whole[0]["timestamp"], streams)
    newest = logs.get_log_events(logGroupName=SENDER, logStreamName=stream, limit=2)
    older = logs.get_log_events(logGroupName=SENDER, logStreamName=stream, limit=2, nextToken=newest["nextBackwardToken"])
    of_stream = [e["message"] for e in whole if e["logStreamName"] == stream]
    equal("get_log_events: the newest, then older ones", [e["message"] for e in older["events"] + newest["events"]], of_stream[-4:])
    groups = [g["logGroupName"] for page in logs.get_paginator("describe_log_groups").paginate(
        PaginationConfig={"PageSize": 1}) for g in page["logGroups"]]
    equal("groups", groups, [SENDER, FEEDBACK, SEEDER, HOST])
    equal("retention", logs.describe_log_groups(logGroupNamePrefix=SENDER)["logGroups"][0]["retentionInDays"], 90)


def the_pattern_language():
    total = len(find(SENDER, ""))
    warnings = len(find(SENDER, "WARNING"))
    equal("excluded", len(find(SENDER, "-WARNING")), total - warnings)
    equal("optional", len(find(SENDER, "?WARNING ?INFO ?ERROR")), total)
    equal("a condition", len(find(SENDER, '{ $.level = "WARN*" }')), warnings)
    equal("and, or, numbers", len(find(SENDER, '{ ($.level = INFO && $.durationMs >= 0) || $.status = "failed" }'))
          , len(find(SENDER, '{ $.durationMs >= 0 }')) + len(find(SENDER, '{ $.status = failed }')))
    equal("not exists", len(find(SENDER, "{ $.errorCode NOT EXISTS }")) + len(find(SENDER, '{ $.errorCode = "*" }')), total)
    equal("a regular expression", len(find(SENDER, "{ $.errorCode = %^(TMPL|SUPP)% }".replace("(TMPL|SUPP)", "[TS][MU]P")))
          , len(find(SENDER, "TMPL001")) + len(find(SENDER, "SUPP001")))


def refusals():
    equal("a malformed pattern", code(logs.filter_log_events, logGroupName=SENDER, filterPattern="{ $.a = "), "InvalidParameterException")
    equal("an unknown group", code(logs.filter_log_events, logGroupName="/aws/lambda/nope"), "ResourceNotFoundException")
    equal("an unknown stream", code(logs.get_log_events, logGroupName=SENDER, logStreamName="nope"), "ResourceNotFoundException")
    equal("a made-up token", code(logs.filter_log_events, logGroupName=SENDER, nextToken="abc"), "InvalidParameterException")
    equal("an insights query", code(
        logs.start_query, logGroupName=SENDER, startTime=0, endTime=1, queryString="fields @message"), "UnknownOperationException")


main(mails_leave_their_lines, the_guides_filters_find_what_they_promise, no_address_is_whole, reading_page_by_page,
     the_pattern_language, refusals)
