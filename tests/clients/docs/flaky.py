"""A bus that takes only a part of what it is given, as EventBridge may: a proxy before the host."""
import http.server
import json
import threading
import urllib.request


class FlakyBus:
    """Refuses the last entry of a PutEvents call the first time it sees that emailId; passes everything else on."""

    def __init__(self, endpoint):
        self.refused = []
        bus = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                answer = bus.answer(endpoint, dict(self.headers), body)
                self.send_response(200)
                self.send_header("Content-Type", "application/x-amz-json-1.1")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.endpoint = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, endpoint, headers, body):
        entries = json.loads(body)["Entries"]
        last = json.loads(entries[-1]["Detail"])["emailId"]
        refuse = last not in self.refused
        if refuse:
            self.refused.append(last)
        passed = entries[:-1] if refuse else entries
        results = self.forward(endpoint, headers, passed) if passed else []
        if refuse:
            results.append({"ErrorCode": "ThrottlingException", "ErrorMessage": "Rate exceeded"})
        return json.dumps({"Entries": results, "FailedEntryCount": int(refuse)}).encode()

    @staticmethod
    def forward(endpoint, headers, entries):
        kept = {k: v for k, v in headers.items() if k.lower() in ("x-amz-target", "content-type", "authorization", "x-amz-date")}
        request = urllib.request.Request(endpoint, json.dumps({"Entries": entries}).encode(), kept)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)["Entries"]
