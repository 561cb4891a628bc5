"""boto3: a rule posts notifications to an HTTP endpoint, over a kill too; what an endpoint never takes is a dead letter.
host: none
"""
import http.server
import json
import os
import queue
import threading

os.environ["ENDPOINT"] = "http://127.0.0.1:1"  # checks.py wants one; each host below has its own

import boto3

from checks import check, equal, eventually, main
from host import Host, free_port

STACK = "sesmailengine"
BUS = f"{STACK}-EmailBus"
received = queue.Queue()
hook_port = free_port()


class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        received.put((self.path, dict(self.headers), json.loads(body)))

    def log_message(self, *args):
        pass


def serve():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", hook_port), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()


host = Host(os.path.join(os.getcwd(), "data"), [
    "--set", "FeedbackDelay=0.05", "--set", f"LambdaEndpoints=my-handler=http://127.0.0.1:{hook_port}/function"])


def client(service):
    return boto3.client(service, endpoint_url=host.endpoint)


def subscribe(name, arn, **more):
    events = client("events")
    events.put_rule(Name=name, EventBusName=BUS, EventPattern=json.dumps({
        "source": ["sesmailengine"], "detail-type": ["Email Status Changed"], "detail": {"status": ["delivered"]}}))
    target = {"Id": "hook", "Arn": arn, **more}
    equal(f"{name}: target taken", events.put_targets(Rule=name, EventBusName=BUS, Targets=[target])["FailedEntryCount"], 0)
    equal(f"{name}: target given back", events.list_targets_by_rule(Rule=name, EventBusName=BUS)["Targets"], [target])


def unsubscribe(name):
    client("events").remove_targets(Rule=name, EventBusName=BUS, Ids=["hook"])


def send(email_id):
    answer = client("events").put_events(Entries=[{
        "Source": "client.tests", "DetailType": "Email Request", "EventBusName": BUS, "Detail": json.dumps({
            "emailId": email_id, "to": "success@simulator.amazonses.com", "templateName": "welcome",
            "templateData": {"userName": "Ada", "companyName": "Acme"}})}])
    equal(f"{email_id}: accepted", answer["FailedEntryCount"], 0)


def take(limit=20):
    try:
        return received.get(timeout=limit)
    except queue.Empty:
        return None, {}, {}


def an_endpoint_that_is_down_when_the_host_dies_gets_the_notification_later():
    host.start()
    subscribe("hook", f"http://127.0.0.1:{hook_port}/mail/*", HttpParameters={
        "PathParameterValues": ["status"], "HeaderParameters": {"X-Key": "k1"}, "QueryStringParameters": {"from": "bus"}})
    # A second rule into a queue tells when the bus has the notification: with it, the event for the endpoint is on disk.
    url = client("sqs").create_queue(QueueName="witness")["QueueUrl"]
    subscribe("witness", "arn:aws:sqs:us-east-1:000000000000:witness")
    send("kept-1")
    seen = client("sqs").receive_message(QueueUrl=url, WaitTimeSeconds=20).get("Messages", [])
    equal("kept-1: the bus has the notification", len(seen), 1)
    host.kill()
    serve()
    host.start()
    path, headers, event = take(40)
    equal("after the kill: path", path, "/mail/status?from=bus")
    equal("after the kill: header", headers.get("X-Key"), "k1")
    equal("after the kill: content type", headers.get("Content-Type"), "application/json")
    equal("after the kill: the notification", event.get("detail", {}).get("emailId"), "kept-1")


def a_running_endpoint_gets_it_at_once():
    send("now-1")
    while True:
        _, _, event = take()
        if not event or event["detail"]["emailId"] == "now-1":
            break
    equal("at once: the notification", event.get("detail", {}).get("status"), "delivered")
    unsubscribe("hook")
    unsubscribe("witness")


def a_function_of_the_settings_is_called():
    subscribe("function", f"arn:aws:lambda:us-east-1:000000000000:function:my-handler",
              InputTransformer={"InputPathsMap": {"id": "$.detail.emailId"}, "InputTemplate": '{"id": <id>}'})
    send("function-1")
    path, _, event = take()
    equal("function: path and input", (path, event), ("/function", {"id": "function-1"}))
    unsubscribe("function")


def what_an_endpoint_never_takes_is_a_dead_letter():
    sqs = client("sqs")
    url = sqs.create_queue(QueueName="dead")["QueueUrl"]
    subscribe("down", f"http://127.0.0.1:{free_port()}/", RetryPolicy={"MaximumRetryAttempts": 1, "MaximumEventAgeInSeconds": 60},
              DeadLetterConfig={"Arn": "arn:aws:sqs:us-east-1:000000000000:dead"})
    send("down-1")
    messages = eventually(
        lambda: sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"], WaitTimeSeconds=2).get("Messages", []), bool, 30)
    if check("dead letter: there", messages):
        attributes = {name: value["StringValue"] for name, value in messages[0]["MessageAttributes"].items()}
        equal("dead letter: the event", json.loads(messages[0]["Body"])["detail"]["emailId"], "down-1")
        equal("dead letter: condition", attributes["EXHAUSTED_RETRY_CONDITION"], "MaximumRetryAttempts")
        equal("dead letter: retries", attributes["RETRY_ATTEMPTS"], "1")
        equal("dead letter: code", attributes["ERROR_CODE"], "CONNECTION_FAILED")
        check("dead letter: rule", attributes["RULE_ARN"].endswith(f"rule/{BUS}/down"), attributes)


def what_no_target_has_is_refused():
    events = client("events")
    for name, target in {
        "another scheme": {"Arn": "ftp://127.0.0.1/"},
        "a user name in the URL": {"Arn": "http://a:b@127.0.0.1/"},
        "too few path values": {"Arn": "http://127.0.0.1/*/*", "HttpParameters": {"PathParameterValues": ["a"]}},
        "a header of the transport": {"Arn": "http://127.0.0.1/", "HttpParameters": {"HeaderParameters": {"Host": "x"}}},
        "too many retries": {"Arn": "http://127.0.0.1/", "RetryPolicy": {"MaximumRetryAttempts": 186}},
        "ECS": {"Arn": "http://127.0.0.1/", "EcsParameters": {"TaskDefinitionArn": "a"}},
    }.items():
        try:
            events.put_targets(Rule="down", EventBusName=BUS, Targets=[{"Id": "x", **target}])
            check(f"refused: {name}", False)
        except Exception as error:
            check(f"refused: {name}", "ValidationException" in str(error) or "ParamValidation" in type(error).__name__, error)
    equal("stops cleanly", host.stop(), 0)


try:
    main(an_endpoint_that_is_down_when_the_host_dies_gets_the_notification_later, a_running_endpoint_gets_it_at_once,
         a_function_of_the_settings_is_called, what_an_endpoint_never_takes_is_a_dead_letter, what_no_target_has_is_refused)
finally:
    host.kill()
