"""The tables of the embedded host with few and with many records: look-ups, queries, a scan, and the host's memory.

python3 bench/tables/measure.py [few] [many]      (needs boto3; default 1000 100000)
"""
import concurrent.futures
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import boto3
from botocore.config import Config

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "clients" / "python"))
from host import Host  # noqa: E402

STACK = "sesmailengine"
KEYS = dict(region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x", config=Config(max_pool_connections=16))


def fill(host, records):
    events = boto3.client("events", endpoint_url=host.endpoint, **KEYS)

    def batch(start):
        events.put_events(Entries=[{
            "Source": "bench", "DetailType": "Email Request", "EventBusName": f"{STACK}-EmailBus", "Detail": json.dumps({
                "emailId": f"bench-{n}", "to": f"success+{n % (records // 20)}@simulator.amazonses.com", "templateName": "welcome",
                "templateData": {"userName": "Ada", "companyName": "Acme"}, "metadata": {"campaignId": f"c{n % 100}"}})}
            for n in range(start, min(start + 10, records))])
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(batch, range(0, records, 10)))
    wait_for(host, records)


def wait_for(host, records):
    dynamodb = boto3.client("dynamodb", endpoint_url=host.endpoint, **KEYS)
    while True:
        last = dynamodb.get_item(TableName=f"{STACK}-EmailTracking", Key={"emailId": {"S": f"bench-{records - 1}"}}).get("Item", {})
        queue = boto3.client("sqs", endpoint_url=host.endpoint, **KEYS)
        url = queue.get_queue_url(QueueName=f"{STACK}-EmailQueue")["QueueUrl"]
        left = queue.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        if last.get("status", {}).get("S") == "delivered" and left["ApproximateNumberOfMessages"] == "0" == left["ApproximateNumberOfMessagesNotVisible"]:
            return
        time.sleep(0.5)


def memory(host):
    children = subprocess.run(["pgrep", "-P", str(host.process.pid)], capture_output=True, text=True).stdout.split()
    return max(rss(pid) for pid in [str(host.process.pid), *children])


def rss(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def times(call, count):
    taken = []
    for n in range(count):
        start = time.perf_counter()
        call(n)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return f"p50 {statistics.median(taken):5.2f} ms, p99 {taken[int(count * 0.99)]:5.2f} ms"


def measure(records):
    with tempfile.TemporaryDirectory() as folder:
        host = Host(folder + "/data", ["--set", "FeedbackDelay=0.01"]).start()
        try:
            fill(host, records)
            host.stop()
            host = Host(folder + "/data", port=host.port).start()
            dynamodb = boto3.client("dynamodb", endpoint_url=host.endpoint, **KEYS)
            table = f"{STACK}-EmailTracking"
            today = time.strftime("%Y-%m-%d", time.gmtime())
            before = memory(host)
            print(f"{records} records (times as boto3 sees them)")
            get = lambda n: dynamodb.get_item(TableName=table, Key={"emailId": {"S": f"bench-{n * 7919 % records}"}})["Item"]
            query = lambda n: dynamodb.query(
                TableName=table, IndexName="to-email-timestamp-index", KeyConditionExpression="toEmail = :e", Limit=20,
                ExpressionAttributeValues={":e": {"S": f"success+{n * 7919 % (records // 20)}@simulator.amazonses.com"}})["Items"]
            times(get, 300), times(query, 300)
            print(f"  GetItem         {times(get, 2000)}")
            print(f"  query, 20 items {times(query, 1000)}")
            start = time.perf_counter()
            count = dynamodb.query(TableName=table, IndexName="date-partition-index", KeyConditionExpression="datePartition = :d", Select="COUNT",
                                   ExpressionAttributeValues={":d": {"S": today}})
            print(f"  COUNT of a day  first page {count['Count']} in {(time.perf_counter() - start) * 1000:.0f} ms")
            start, pages, items, largest = time.perf_counter(), 0, 0, 0
            for page in dynamodb.get_paginator("scan").paginate(TableName=table):
                pages, items = pages + 1, items + page["Count"]
                largest = max(largest, int(page["ResponseMetadata"]["HTTPHeaders"].get("content-length", 0)))
            print(f"  scan            {items} items in {pages} pages, {time.perf_counter() - start:.1f} s")
            print(f"  memory          {before:.0f} MB after the start, {memory(host):.0f} MB after all this")
        finally:
            host.kill()


for size in [int(a) for a in sys.argv[1:]] or [1000, 100000]:
    measure(size)
