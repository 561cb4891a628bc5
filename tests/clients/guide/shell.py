"""A shell in which `aws` speaks to the host of this test: the commands stay as they are written."""
import os
import pathlib
import subprocess

from checks import ENDPOINT

tools = pathlib.Path("tools").absolute()
tools.mkdir(exist_ok=True)
for name, command in (("aws", f"/usr/bin/aws --endpoint-url {ENDPOINT}"), ("python", "/usr/bin/python3")):
    (tools / name).write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    (tools / name).chmod(0o755)


def run(command, limit=90):
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=limit,
                          env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"})
