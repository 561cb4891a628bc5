"""A host of our own for a test: starts, kills and restarts the real program."""
import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
COMMAND = [str(ROOT / "sesmailengine")]
STACK = "sesmailengine"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def client_environment(endpoint, data):
    keep = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    return {
        **keep, "ENDPOINT": endpoint, "STACK": STACK, "DATA": data, "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": "",
    }


class Host:
    """One running host."""

    def __init__(self, data, options=(), port=None):
        self.data = data
        self.options = list(options)
        self.port = port or free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self, limit=60):
        self.log = open(self.data.rstrip("/") + ".log", "ab")
        self.process = subprocess.Popen(
            COMMAND + ["up", "--port", str(self.port), "--data", self.data] + self.options,
            stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True)
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"the host ended with {self.process.returncode}: {self.output()[-2000:]}")
            try:
                with urllib.request.urlopen(self.endpoint + "/health", timeout=2) as answer:
                    if answer.status == 200:
                        return self
            except (urllib.error.URLError, OSError):
                pass
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"no answer from the host within {limit} s: {self.output()[-2000:]}")

    def output(self):
        return pathlib.Path(self.log.name).read_text(errors="replace")

    def kill(self):
        """kill -9: nothing is finished, nothing is flushed."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self):
        """SIGTERM; gives the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)

    def journal(self):
        with urllib.request.urlopen(self.endpoint + "/_aws/ses/journal", timeout=60) as answer:
            return [json.loads(line) for line in answer if line.strip()]
