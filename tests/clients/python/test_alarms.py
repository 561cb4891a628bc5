"""boto3: alarms and metrics, as operators and tools use them; the waiter and the paginators.
host: --set FeedbackDelay=0.05 --set AdminEmail=admin@example.com --set LambdaErrorAlarmThreshold=70
"""
import datetime
import json
import urllib.request

import boto3
from botocore.exceptions import ClientError

from checks import ENDPOINT, STACK, check, equal, eventually, main
from mail import new_id, publish

cloudwatch = boto3.client("cloudwatch", endpoint_url=ENDPOINT)
DLQ_ALARM = f"{STACK}-EventBridgeDLQ-Depth"
SUFFIXES = ["EmailQueue-Age", "EmailSender-Errors", "EventBridgeDLQ-Depth", "FeedbackDLQ-Depth", "FeedbackProcessor-Errors",
            "RetryDLQ-Depth", "SES-BounceRate", "SES-ComplaintRate"]


def code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "none"


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def statistics(namespace, name, statistic="Sum", dimensions=()):
    points = cloudwatch.get_metric_statistics(
        Namespace=namespace, MetricName=name, Dimensions=[{"Name": n, "Value": v} for n, v in dimensions], Period=300,
        Statistics=[statistic], StartTime=now() - datetime.timedelta(minutes=30), EndTime=now() + datetime.timedelta(minutes=1))["Datapoints"]
    return sum(point[statistic] for point in points)


def mails():
    with urllib.request.urlopen(f"{ENDPOINT}/_aws/ses?email=admin@example.com") as answer:
        return [message["Subject"] for message in json.load(answer)["messages"]]


def the_stack_has_its_alarms():
    alarms = cloudwatch.describe_alarms(AlarmNamePrefix=STACK)["MetricAlarms"]
    equal("alarms of the stack", [a["AlarmName"] for a in alarms], [f"{STACK}-{suffix}" for suffix in SUFFIXES])
    errors = alarms[1]
    equal("threshold from the settings", (errors["Threshold"], errors["Period"], errors["EvaluationPeriods"]), (70.0, 300, 2))
    equal("watches the function", errors["Dimensions"], [{"Name": "FunctionName", "Value": f"{STACK}-EmailSender"}])
    check("tells the topic", errors["AlarmActions"] == [f"arn:aws:sns:us-east-1:000000000000:{STACK}-Alarms"], errors["AlarmActions"])
    pages = cloudwatch.get_paginator("describe_alarms").paginate(AlarmNamePrefix=STACK, PaginationConfig={"PageSize": 3})
    names = [[a["AlarmName"] for a in page["MetricAlarms"]] for page in pages]
    equal("pages", ([len(page) for page in names], sum(names, [])), ([3, 3, 2], [f"{STACK}-{suffix}" for suffix in SUFFIXES]))
    cloudwatch.get_waiter("alarm_exists").wait(AlarmNames=[DLQ_ALARM])
    check("waiter alarm_exists", True)
    found = cloudwatch.describe_alarms_for_metric(Namespace="AWS/SES", MetricName="Reputation.BounceRate")["MetricAlarms"]
    equal("alarms of a metric", [a["AlarmName"] for a in found], [f"{STACK}-SES-BounceRate"])
    equal("composite alarms", cloudwatch.describe_alarms(AlarmTypes=["CompositeAlarm"])["MetricAlarms"], [])


def a_state_is_set_told_and_remembered():
    before = now()
    cloudwatch.set_alarm_state(AlarmName=DLQ_ALARM, StateValue="OK", StateReason="a test begins")
    cloudwatch.set_alarm_state(AlarmName=DLQ_ALARM, StateValue="ALARM", StateReason="a test", StateReasonData='{"a":1}')
    alarm = cloudwatch.describe_alarms(AlarmNames=[DLQ_ALARM], StateValue="ALARM")["MetricAlarms"][0]
    equal("state", (alarm["StateValue"], alarm["StateReason"], alarm["StateReasonData"]), ("ALARM", "a test", '{"a":1}'))
    check("time of the state", abs(alarm["StateUpdatedTimestamp"] - before) < datetime.timedelta(seconds=30), alarm["StateUpdatedTimestamp"])
    equal("mailed", eventually(mails, len), [f'ALARM: "{DLQ_ALARM}" in us-east-1'])
    cloudwatch.set_alarm_state(AlarmName=DLQ_ALARM, StateValue="OK", StateReason="over")
    equal("mailed when OK again", eventually(mails, lambda m: len(m) > 1)[0], f'OK: "{DLQ_ALARM}" in us-east-1')
    pages = cloudwatch.get_paginator("describe_alarm_history").paginate(AlarmName=DLQ_ALARM, PaginationConfig={"PageSize": 2})
    items = [item for page in pages for item in page["AlarmHistoryItems"]]
    equal("history", [i["HistorySummary"] for i in items][:4], [
        "Mailed to AdminEmail (a***@example.com)", "Alarm updated from ALARM to OK",
        "Mailed to AdminEmail (a***@example.com)", "Alarm updated from OK to ALARM"])
    updates = cloudwatch.describe_alarm_history(
        AlarmName=DLQ_ALARM, HistoryItemType="StateUpdate", ScanBy="TimestampAscending", StartDate=before)["AlarmHistoryItems"]
    data = json.loads(updates[-1]["HistoryData"])
    equal("history data", (data["oldState"]["stateValue"], data["newState"]["stateReason"]), ("ALARM", "over"))


def thresholds_are_changed():
    old = cloudwatch.describe_alarms(AlarmNames=[DLQ_ALARM])["MetricAlarms"][0]
    names = ["AlarmName", "MetricName", "Namespace", "Statistic", "Dimensions", "Period", "EvaluationPeriods", "ComparisonOperator",
             "AlarmActions", "OKActions", "TreatMissingData"]
    changed = {name: old[name] for name in names}
    cloudwatch.put_metric_alarm(**changed, Threshold=2.5, AlarmDescription="more than two")
    new = cloudwatch.describe_alarms(AlarmNames=[DLQ_ALARM])["MetricAlarms"][0]
    equal("changed", {n: new[n] for n in names}, changed)
    equal("threshold", (new["Threshold"], new["AlarmDescription"]), (2.5, "more than two"))
    equal("the metric stays", code(cloudwatch.put_metric_alarm, **{**changed, "MetricName": "Other"}, Threshold=1), "ValidationError")
    equal("the stack's stay", code(cloudwatch.delete_alarms, AlarmNames=[DLQ_ALARM]), "ValidationError")
    cloudwatch.put_metric_alarm(**changed, Threshold=0)
    cloudwatch.disable_alarm_actions(AlarmNames=[DLQ_ALARM])
    equal("silenced", cloudwatch.describe_alarms(AlarmNames=[DLQ_ALARM])["MetricAlarms"][0]["ActionsEnabled"], False)
    cloudwatch.enable_alarm_actions(AlarmNames=[DLQ_ALARM])
    cloudwatch.put_metric_alarm(
        AlarmName="mine", Namespace="AWS/SES", MetricName="Send", Statistic="Sum", Period=60, EvaluationPeriods=3, DatapointsToAlarm=2,
        Threshold=100, ComparisonOperator="GreaterThanOrEqualToThreshold", TreatMissingData="ignore")
    mine = cloudwatch.describe_alarms(AlarmNames=["mine"])["MetricAlarms"][0]
    equal("an alarm of one's own", (mine["StateValue"], mine["DatapointsToAlarm"], mine["TreatMissingData"]), ("INSUFFICIENT_DATA", 2, "ignore"))
    cloudwatch.delete_alarms(AlarmNames=["mine"])
    equal("deleted", cloudwatch.describe_alarms(AlarmNames=["mine"])["MetricAlarms"], [])


def mail_is_counted():
    for to in ("success", "success", "bounce", "complaint"):
        publish(f"{to}+{new_id()}@simulator.amazonses.com")
    equal("AWS/SES Send", eventually(lambda: statistics("AWS/SES", "Send"), lambda n: n >= 4), 4.0)
    equal("AWS/SES Bounce", eventually(lambda: statistics("AWS/SES", "Bounce"), lambda n: n >= 1), 1.0)
    equal("AWS/SES Delivery", eventually(lambda: statistics("AWS/SES", "Delivery"), lambda n: n >= 3), 3.0)
    equal("AWS/SES Complaint", eventually(lambda: statistics("AWS/SES", "Complaint"), lambda n: n >= 1), 1.0)
    sender = [("FunctionName", f"{STACK}-EmailSender")]
    equal("AWS/Lambda Invocations", statistics("AWS/Lambda", "Invocations", "Sum", sender), 4.0)
    equal("AWS/Lambda Errors", (statistics("AWS/Lambda", "Errors", "Sum", sender), statistics("AWS/Lambda", "Errors", "SampleCount", sender)), (0.0, 4.0))
    check("AWS/Lambda Duration", statistics("AWS/Lambda", "Duration", "Maximum", sender) > 0)
    listed = [m for page in cloudwatch.get_paginator("list_metrics").paginate(Namespace="AWS/Lambda", Dimensions=[
        {"Name": "FunctionName", "Value": f"{STACK}-EmailSender"}]) for m in page["Metrics"]]
    equal("list_metrics", [m["MetricName"] for m in listed], ["Duration", "Errors", "Invocations", "Throttles"])
    query = {"Namespace": "AWS/SES", "Dimensions": []}
    data = [r for page in cloudwatch.get_paginator("get_metric_data").paginate(
        StartTime=now() - datetime.timedelta(hours=1), EndTime=now() + datetime.timedelta(minutes=1), ScanBy="TimestampAscending",
        PaginationConfig={"PageSize": 1}, MetricDataQueries=[
            {"Id": name.lower(), "MetricStat": {"Metric": {**query, "MetricName": name}, "Period": 3600, "Stat": "Sum"}}
            for name in ("Send", "Bounce", "Nothing")]) for r in page["MetricDataResults"]]
    values = {}
    for result in data:
        values[result["Id"]] = values.get(result["Id"], 0) + sum(result["Values"])
    equal("get_metric_data", values, {"send": 4.0, "bounce": 1.0, "nothing": 0})


def own_metrics_are_kept():
    cloudwatch.put_metric_data(Namespace="mine", MetricData=[
        {"MetricName": "size", "Unit": "Bytes", "Dimensions": [{"Name": "b", "Value": "2"}, {"Name": "a", "Value": "1"}], "Values": [1.5, 4], "Counts": [2, 1]},
        {"MetricName": "size", "Dimensions": [{"Name": "a", "Value": "1"}, {"Name": "b", "Value": "2"}],
         "StatisticValues": {"SampleCount": 3, "Sum": 30, "Minimum": 1, "Maximum": 20}}])
    equal("put_metric_data", statistics("mine", "size", "Sum", [("a", "1"), ("b", "2")]), 37.0)
    equal("put_metric_data: the largest", statistics("mine", "size", "Maximum", [("a", "1"), ("b", "2")]), 20.0)
    equal("put_metric_data: AWS's namespaces", code(
        cloudwatch.put_metric_data, Namespace="AWS/SES", MetricData=[{"MetricName": "Send", "Value": 1}]), "InvalidParameterValue")


def refusals_are_worded():
    day = {"StartTime": now() - datetime.timedelta(days=3), "EndTime": now()}
    equal("no such alarm", code(cloudwatch.set_alarm_state, AlarmName="none", StateValue="OK", StateReason="x"), "ResourceNotFound")
    equal("a made-up token", code(cloudwatch.describe_alarms, NextToken="bm9uZQ=="), "InvalidNextToken")
    equal("too many datapoints", code(
        cloudwatch.get_metric_statistics, Namespace="AWS/SES", MetricName="Send", Period=60, Statistics=["Sum"], **day), "InvalidParameterCombination")
    equal("percentiles", code(
        cloudwatch.get_metric_statistics, Namespace="AWS/SES", MetricName="Send", Period=3600, ExtendedStatistics=["p99"], **day), "ValidationError")
    equal("metric math", code(cloudwatch.get_metric_data, MetricDataQueries=[{"Id": "e", "Expression": "a+b"}], **day), "ValidationError")
    equal("other topics", code(
        cloudwatch.put_metric_alarm, AlarmName="x", Namespace="n", MetricName="m", Statistic="Sum", Period=60, EvaluationPeriods=1, Threshold=1,
        ComparisonOperator="LessThanThreshold", AlarmActions=["arn:aws:sns:us-east-1:000000000000:other"]), "InvalidParameterValue")
    equal("unknown operation", code(cloudwatch.list_dashboards), "UnknownOperationException")


main(the_stack_has_its_alarms, a_state_is_set_told_and_remembered, thresholds_are_changed, mail_is_counted, own_metrics_are_kept,
     refusals_are_worded)
