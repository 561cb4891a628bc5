"""boto3: the template bucket, whole objects and in parts, listings, copies, conditions."""
import io
import os
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from checks import ENDPOINT, STACK, equal, main

BUCKET = f"{STACK}-templates-000000000000"
s3 = boto3.client("s3", endpoint_url=ENDPOINT, config=Config(s3={"addressing_style": "path"}, signature_version="s3v4"))


def code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "none"


def objects_keep_content_type_and_metadata():
    key = "templates/a b/é+&.html"
    s3.put_object(Bucket=BUCKET, Key=key, Body="<p>ä".encode(), ContentType="text/html; charset=utf-8", Metadata={"by": "jo"})
    got = s3.get_object(Bucket=BUCKET, Key=key)
    equal("get: content", got["Body"].read().decode(), "<p>ä")
    equal("get: type and metadata", (got["ContentType"], got["Metadata"]), ("text/html; charset=utf-8", {"by": "jo"}))
    equal("get: range", s3.get_object(Bucket=BUCKET, Key=key, Range="bytes=1-2")["Body"].read(), b"p>")
    equal("get: not modified", code(s3.get_object, Bucket=BUCKET, Key=key, IfNoneMatch=got["ETag"]), "304")
    s3.copy_object(Bucket=BUCKET, Key="copies/1", CopySource={"Bucket": BUCKET, "Key": key})
    equal("copy: metadata goes along", s3.head_object(Bucket=BUCKET, Key="copies/1")["Metadata"], {"by": "jo"})
    url = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key})
    equal("presigned", urllib.request.urlopen(url).read().decode(), "<p>ä")


def keys_are_listed_and_deleted():
    keys = [f"list/{folder}/{i}" for folder in "ab" for i in range(3)] + ["list/top"]
    for key in keys:
        s3.put_object(Bucket=BUCKET, Key=key, Body=b"x")
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix="list/", PaginationConfig={"PageSize": 2})
    equal("list: pages", [c["Key"] for page in pages for c in page.get("Contents", [])], sorted(keys))
    pages = s3.get_paginator("list_objects").paginate(Bucket=BUCKET, Prefix="list/", Delimiter="/", PaginationConfig={"PageSize": 1})
    pages = list(pages)
    equal("list: version 1 with a delimiter", (
        [p["Prefix"] for page in pages for p in page.get("CommonPrefixes", [])],
        [c["Key"] for page in pages for c in page.get("Contents", [])]), (["list/a/", "list/b/"], ["list/top"]))
    deleted = s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": key} for key in keys]})
    equal("delete: all", len(deleted["Deleted"]), len(keys))
    equal("delete: nothing left", s3.list_objects_v2(Bucket=BUCKET, Prefix="list/")["KeyCount"], 0)


def large_objects_travel_in_parts():
    content = os.urandom(11 << 20)
    s3.upload_fileobj(io.BytesIO(content), BUCKET, "big")
    equal("parts: content", s3.get_object(Bucket=BUCKET, Key="big")["Body"].read() == content, True)
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key="aborted")["UploadId"]
    s3.upload_part(Bucket=BUCKET, Key="aborted", UploadId=upload, PartNumber=1, Body=b"x")
    equal("parts: listed", [p["Size"] for p in s3.list_parts(Bucket=BUCKET, Key="aborted", UploadId=upload)["Parts"]], [1])
    s3.abort_multipart_upload(Bucket=BUCKET, Key="aborted", UploadId=upload)
    equal("parts: aborted", code(s3.list_parts, Bucket=BUCKET, Key="aborted", UploadId=upload), "NoSuchUpload")
    s3.delete_object(Bucket=BUCKET, Key="big")


def refusals_are_worded():
    equal("missing key", code(s3.get_object, Bucket=BUCKET, Key="none"), "NoSuchKey")
    equal("missing key, head", code(s3.head_object, Bucket=BUCKET, Key="none"), "404")
    equal("missing bucket", code(s3.list_objects_v2, Bucket="other-bucket"), "NoSuchBucket")
    equal("the bucket again", code(s3.create_bucket, Bucket=BUCKET), "BucketAlreadyOwnedByYou")
    s3.create_bucket(Bucket="other-bucket")
    equal("another bucket", [b["Name"] for b in s3.list_buckets()["Buckets"]], ["other-bucket", BUCKET])
    s3.put_object(Bucket="other-bucket", Key="a/b", Body=b"x")
    equal("its versions", [v["VersionId"] for v in s3.list_object_versions(Bucket="other-bucket")["Versions"]], ["null"])
    equal("a full bucket stays", code(s3.delete_bucket, Bucket="other-bucket"), "BucketNotEmpty")
    s3.delete_object(Bucket="other-bucket", Key="a/b")
    s3.delete_bucket(Bucket="other-bucket")
    equal("an empty one goes", [b["Name"] for b in s3.list_buckets()["Buckets"]], [BUCKET])
    equal("key out of the folder", code(s3.put_object, Bucket=BUCKET, Key="a/../../b", Body=b"x"), "InvalidArgument")
    equal("the connection after a refusal is sound", code(s3.get_object, Bucket=BUCKET, Key="none"), "NoSuchKey")
    equal("too large", code(s3.put_object, Bucket=BUCKET, Key="large", Body=bytes(17 << 20)), "EntityTooLarge")
    equal("buckets", [b["Name"] for b in s3.list_buckets()["Buckets"]], [BUCKET])


main(objects_keep_content_type_and_metadata, keys_are_listed_and_deleted, large_objects_travel_in_parts, refusals_are_worded)
