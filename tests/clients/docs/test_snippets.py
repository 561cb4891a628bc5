"""The code in docs/INTEGRATION.md, taken from the page and run as it stands: only the endpoint is ours.
host: --set FeedbackDelay=0.05
"""
import http.server
import importlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading

from page import PAGE, ROOT, bus, journal, published, run, shell, write
import mail  # noqa: E402  (page has put these on the path)
from checks import ENDPOINT, check, equal, eventually, main  # noqa: E402
from document import snippets  # noqa: E402


def python():
    run("publish.py", [sys.executable, write("publish.py")], bus.endpoint)
    published("publish.py")


def typescript():
    modules = ROOT / "tests" / "clients" / "node" / "node_modules"
    folder = pathlib.Path("ts")
    folder.mkdir()
    (folder / "node_modules").symlink_to(modules)
    (folder / "package.json").write_text('{"type": "module"}')
    write("ts/publish.ts", PAGE["publish.ts"][1])
    run("publish.ts, compiled", [
        "node", str(modules / "typescript" / "bin" / "tsc"), "--strict", "--noUncheckedIndexedAccess", "--skipLibCheck",
        "--target", "es2022", "--module", "nodenext", "ts/publish.ts"])
    run("publish.ts", ["node", "ts/publish.js"], bus.endpoint)
    published("publish.ts")


def java():
    # The SDK is no part of these tests: the language's own parser reads the example.
    if not shutil.which("java"):
        return
    write("Publish.java")
    write("Parse.java", """
import java.nio.file.Path;
import javax.tools.*;
import com.sun.source.util.JavacTask;
public class Parse {
    public static void main(String[] files) throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        var units = compiler.getStandardFileManager(problems, null, null).getJavaFileObjects(Path.of(files[0]));
        ((JavacTask) compiler.getTask(null, null, problems, null, null, units)).parse();
        problems.getDiagnostics().forEach(System.err::println);
        System.exit(problems.getDiagnostics().isEmpty() ? 0 : 1);
    }
}
""")
    run("Publish.java, parsed", ["java", "Parse.java", "Publish.java"])


def command_line():
    shell("publish.sh", endpoint=bus.endpoint)
    published("publish.sh")


def notifications():
    shell("subscribe.sh")
    policy = run("policy.sh", ["bash", "-euo", "pipefail", "-c", "aws() { cat policy.json; }\n" + PAGE["policy.sh"][1]],
                 QUEUE_URL="u", QUEUE_ARN="arn:aws:sqs:r:1:q", RULE_ARN="arn:aws:events:r:1:rule/b/n")
    statement = json.loads(json.loads(policy)["Policy"])["Statement"][0]
    equal("docs: the policy is for this queue and rule", (statement["Resource"], statement["Condition"]["ArnEquals"]["aws:SourceArn"]),
          ("arn:aws:sqs:r:1:q", "arn:aws:events:r:1:rule/b/n"))
    write("receive.py")
    os.environ["AWS_ENDPOINT_URL"] = ENDPOINT
    sys.path.insert(0, os.getcwd())
    receive = importlib.import_module("receive")
    seen = []
    receive.handle = seen.append
    posts = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

        def do_POST(self):
            posts.append((self.path, self.headers["X-Token"], json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(204)
            self.end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    shell("endpoint.sh", PAGE["endpoint.sh"][1].replace("127.0.0.1:9000", f"127.0.0.1:{server.server_port}"))
    shell("function.sh")
    mail.publish("bounce+docs@simulator.amazonses.com", source="my.application", emailId="docs-bounce")
    mail.publish("success@simulator.amazonses.com", source="somebody.else", emailId="docs-other")

    def received():
        receive.receive(wait=1)
        return [(n["originalEmailId"], n["status"]) for n in seen]
    equal("docs: the queue has what the pattern asks for", eventually(received, bool), [("docs-bounce", "bounced")])
    equal("docs: so has the endpoint", eventually(lambda: [(p, t, e["detail"]["emailId"]) for p, t, e in posts], bool),
          [("/mail-status", "a-secret-of-yours", "docs-bounce")])
    shown = json.loads(re.search(r'```json\n(\{\n  "version".*?)```', (ROOT / "docs" / "INTEGRATION.md").read_text(), re.S).group(1))
    event = posts[0][2] if posts else {}
    equal("docs: the event has the fields shown", sorted(event), sorted(shown))
    equal("docs: so has its detail", sorted([*event.get("detail", {}), "metadata"]), sorted(shown["detail"]))


def patterns():
    event = {
        "id": "1", "account": "000000000000", "time": "2026-01-31T10:15:02Z", "region": "us-east-1", "resources": [], "source": "sesmailengine",
        "detail-type": "Email Status Changed", "detail": {
            "status": "failed", "errorType": "validation_error", "originalSource": "my.application", "metadata": {"campaignId": "spring"}}}
    table = (ROOT / "docs" / "INTEGRATION.md").read_text().split("### Patterns")[1].split("###")[0]
    rows = re.findall(r"^\| ([^|]+) \| `(\{.*\})` \|$", table, re.M)
    check("docs: there are patterns", len(rows) >= 5)
    for label, pattern in rows:
        source = "shop.orders" if "prefix" in pattern else "my.application"
        event["detail"]["originalSource"] = source
        check(f"docs: the pattern for {label}", mail.events.test_event_pattern(EventPattern=pattern, Event=json.dumps(event))["Result"], pattern)
        event["source"] = "my.application"
        check(f"docs: and not a request, for {label}",
              not mail.events.test_event_pattern(EventPattern=pattern, Event=json.dumps(event))["Result"], pattern)
        event["source"] = "sesmailengine"


def outbox():
    lines = shell("outbox.sh").splitlines()
    text = PAGE["outbox.sh"][1].splitlines()
    check("docs: there is a curl for each look", len(text) == 5)
    answers = [json.JSONDecoder().raw_decode(line)[0] for line in "\n".join(lines).replace("}{", "}\n{").splitlines()]
    check("docs: the outbox by recipient", answers[0]["messages"], lines[:1])
    equal("docs: the outbox by id", [m["EmailId"] for m in answers[1]["messages"]], ["order-1001-paid"])
    shown = json.loads(re.search(r'```json\n(\{"messages".*?)```', (ROOT / "docs" / "INTEGRATION.md").read_text(), re.S).group(1))
    equal("docs: a mail has the fields shown", sorted(answers[1]["messages"][0]), sorted(shown["messages"][0]))
    check("docs: the journal's lines", {"messageId", "emailId", "to", "acceptedAt"} == set(answers[3]), answers[3])


def pytest_fixture():
    write("conftest.py")
    write("test_mine.py", "from conftest import test_the_customer_gets_a_welcome  # noqa\n")
    command = {"SESMAILENGINE": str(ROOT / "sesmailengine")}
    if subprocess.run([sys.executable, "-c", "import pytest"], capture_output=True).returncode == 0:
        run("conftest.py", [sys.executable, "-m", "pytest", "-q", "test_mine.py"], **command)
        return
    # Where there is no pytest, what it does with this fixture is done by hand.
    write("pytest.py", "def fixture(scope):\n    return lambda function: function\n")
    write("by_hand.py", "import conftest\nhost = conftest.mail_host()\nconftest.test_the_customer_gets_a_welcome(next(host))\nassert next(host, None) is None\n")
    run("conftest.py", [sys.executable, "by_hand.py"], **command)


def retained_resources():
    pathlib.Path("deploy").symlink_to(ROOT / "deploy")
    run("retained.sh", ["bash", "-euo", "pipefail", "-c", snippets("SETUP.md")["retained.sh"][1]])
    text = pathlib.Path("retained.yaml").read_text()
    named = {r["LogicalResourceId"]: r["ResourceType"] for r in json.loads(pathlib.Path("retained.json").read_text())}
    resources = re.findall(r"^  (\w+):\n    Type: (\S+)", text.split("\nResources:")[1], re.M)
    equal("docs: the first template has what was retained", dict(resources), named)
    check("docs: and refers to nothing else", set(re.findall(r"!Ref (?!AWS::)(\w+)|GetAtt (\w+)", text.split("\nResources:")[1])) <= {("Environment", "")})
    check("docs: and imports need a policy for each", text.count("    DeletionPolicy:") == len(named))


def direct():
    message = run("direct.py", [sys.executable, write("direct.py")]).strip()
    check("docs: the direct mail went out", message in [line["messageId"] for line in journal()], message)


main(python, typescript, java, command_line, notifications, patterns, outbox, pytest_fixture, direct, retained_resources)
