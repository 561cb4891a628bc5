"""boto3: DynamoDB reads and suppression writes, as tools use them.
host: --set FeedbackDelay=0.05
"""
import boto3
from boto3.dynamodb.conditions import Attr, Key
from botocore.exceptions import ClientError

from checks import ENDPOINT, STACK, check, equal, main
from mail import new_id, publish, settled

TRACKING, SUPPRESSION = f"{STACK}-EmailTracking", f"{STACK}-Suppression"
client = boto3.client("dynamodb", endpoint_url=ENDPOINT)
resource = boto3.resource("dynamodb", endpoint_url=ENDPOINT)
tracking, suppression = resource.Table(TRACKING), resource.Table(SUPPRESSION)


def code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "none"


def records_are_paged_filtered_and_counted():
    campaign = new_id()
    to = f"success+{campaign}@simulator.amazonses.com"
    ids = [publish(to, metadata={"campaignId": campaign, "n": i}) for i in range(7)]
    for email_id in ids:
        settled(email_id)
    pages = client.get_paginator("query").paginate(
        TableName=TRACKING, IndexName="to-email-timestamp-index", ScanIndexForward=False, KeyConditionExpression="toEmail = :e",
        ExpressionAttributeValues={":e": {"S": to}}, PaginationConfig={"PageSize": 3})
    items = [item for page in pages for item in page["Items"]]
    equal("query: each record once", sorted(i["emailId"]["S"] for i in items), sorted(ids))
    times = [i["timestamp"]["S"] for i in items]
    equal("query: newest first", times, sorted(times, reverse=True))
    day = times[0][:10]
    found = tracking.query(
        IndexName="to-email-timestamp-index", KeyConditionExpression=Key("toEmail").eq(to) & Key("timestamp").begins_with(day),
        FilterExpression=Attr("metadata.n").between(2, 4) & Attr("status").is_in(["delivered"]) & Attr("events").size().gte(1),
        ProjectionExpression="emailId, metadata.n")
    equal("query: filter and projection", sorted(int(i["metadata"]["n"]) for i in found["Items"]), [2, 3, 4])
    equal("query: what the filter drops is counted as scanned", found["ScannedCount"], 7)
    segments = [item for segment in range(3) for page in client.get_paginator("scan").paginate(
        TableName=TRACKING, Segment=segment, TotalSegments=3, FilterExpression="metadata.campaignId = :c",
        ExpressionAttributeValues={":c": {"S": campaign}}) for item in page["Items"]]
    equal("scan: segments give each record once", sorted(i["emailId"]["S"] for i in segments), sorted(ids))
    batch = client.batch_get_item(RequestItems={TRACKING: {"Keys": [{"emailId": {"S": i}} for i in ids[:3] + ["none"]]}})
    equal("batch: what there is", len(batch["Responses"][TRACKING]), 3)
    count = client.query(
        TableName=TRACKING, IndexName="date-partition-index", KeyConditionExpression="datePartition = :d", Select="COUNT",
        ExpressionAttributeValues={":d": {"S": day}}, ReturnConsumedCapacity="INDEXES")
    check("count: of the day", count["Count"] >= 7 and "Items" not in count, str(count))


def suppression_is_written():
    address = f"held-{new_id()}@example.com"
    with suppression.batch_writer() as batch:
        batch.put_item(Item={"email": address, "suppressionType": "bounce"})
    found = suppression.get_item(Key={"email": address})["Item"]
    equal("put: defaults", (found["suppressionType"], found["reason"]), ("bounce", "hard-bounce"))
    equal("put: only if absent", code(
        suppression.put_item, Item={"email": address}, ConditionExpression=Attr("email").not_exists()), "ConditionalCheckFailedException")
    equal("put: unknown type", code(suppression.put_item, Item={"email": address, "suppressionType": "mood"}), "ValidationException")
    equal("put: not in lower case", code(suppression.put_item, Item={"email": address.upper()}), "ValidationException")
    old = suppression.delete_item(Key={"email": address}, ReturnValues="ALL_OLD")["Attributes"]
    equal("delete: the old entry", old["email"], address)
    check("delete: gone", "Item" not in suppression.get_item(Key={"email": address}))


def refusals_are_worded():
    equal("write to tracking", code(tracking.put_item, Item={"emailId": "x"}), "AccessDeniedException")
    equal("unknown table", code(client.get_item, TableName="no-table", Key={"a": {"S": "b"}}), "ResourceNotFoundException")
    equal("unknown operation", code(client.update_table, TableName=TRACKING), "UnknownOperationException")
    try:
        tracking.scan(FilterExpression="status = :s", ExpressionAttributeValues={":s": "sent"})
    except ClientError as error:
        equal("reserved word", error.response["Error"]["Message"],
              "Invalid FilterExpression: Attribute name is a reserved keyword; reserved keyword: status")
    client.get_waiter("table_exists").wait(TableName=TRACKING)
    equal("tables", client.list_tables()["TableNames"], [f"{STACK}-DailyStats", TRACKING, SUPPRESSION])


main(records_are_paged_filtered_and_counted, suppression_is_written, refusals_are_worded)
