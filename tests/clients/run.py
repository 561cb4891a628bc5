"""Runs every client program against a host of its own and passes on their "ok" and "not ok" lines.

A program is any file below python/, node/, cli/, guide/ or docs/ whose name begins with "test_". It finds the host in the environment:
ENDPOINT, STACK, DATA (the data folder), HOST (the command that starts a host) and the AWS_* variables.
Its first lines may hold "host: --set Name=Value ..." with settings for its host, or "host: none".
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE / "python"))
from host import Host, client_environment  # noqa: E402

RUNNERS = {"python": ["/usr/bin/python3"], "node": ["node"], "cli": ["/usr/bin/python3"], "guide": ["/usr/bin/python3"], "docs": ["/usr/bin/python3"]}
TIME_LIMIT = 240


def host_options(program):
    head = program.read_text().splitlines()[:12]
    for line in head:
        match = re.search(r"host:\s*(.*?)\s*(?:\"\"\")?$", line)
        if match:
            return None if match.group(1) == "none" else match.group(1).split()
    return []


def run(program):
    name = f"{program.parent.name}/{program.name}"
    options = host_options(program)
    command = RUNNERS[program.parent.name] + [str(program)]
    with tempfile.TemporaryDirectory(prefix="sesmailengine-test-") as folder:
        host = None
        try:
            environment = client_environment("http://127.0.0.1:1", folder)
            if options is not None:
                host = Host(os.path.join(folder, "data"), options).start()
                environment = client_environment(host.endpoint, host.data)
            result = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=TIME_LIMIT)
            output, error, code = result.stdout, result.stderr, result.returncode
        except subprocess.TimeoutExpired as expired:
            output, error, code = (expired.stdout or b"").decode(), f"no end after {TIME_LIMIT} s", 1
        except Exception as exception:  # the host did not start: told as this program's failure
            output, error, code = "", str(exception), 1
        finally:
            if host:
                host.kill()
    lines = [line for line in output.splitlines() if re.match(r"(not )?ok ", line)]
    for line in lines:
        print(re.sub(r"^((?:not )?ok) ", rf"\1 {name}: ", line))
    if code != 0 and not any(line.startswith("not ok") for line in lines) or not lines:
        print(f"not ok {name}: exit code {code}, {len(lines)} checks\n{output[-2000:]}\n{error[-3000:]}")
    elif code != 0:
        print(error[-2000:])
    sys.stdout.flush()


def main():
    wanted = sys.argv[1:]
    programs = sorted(p for kind in RUNNERS for p in (HERE / kind).glob("test_*"))
    for program in programs:
        if not wanted or any(w in str(program) for w in wanted):
            run(program)


main()
