"""Signs the requests it reads as botocore does: a JSON list on standard input, a list of signatures on standard output."""
import base64
import json
import sys

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


def sign(given):
    signer = SigV4Auth(Credentials(given["accessKey"], given["secretKey"], given.get("token")), given["service"], given["region"])
    request = AWSRequest(method=given["method"], url=given["url"], data=base64.b64decode(given["body"]), headers=given["headers"])
    request.context["timestamp"] = given["timestamp"]
    return signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request)


json.dump([sign(given) for given in json.load(sys.stdin)], sys.stdout)
