"""A short round of `sesmailengine chaos`: the host is killed at random points while mails flow and its ports fail; nothing lost, nothing twice.
host: none
"""
import json
import subprocess

import checks
from host import COMMAND

SEED, MAILS, KILLS = 20261125, 600, 8


def run():
    chaos = subprocess.run(
        COMMAND + ["chaos", "--seed", str(SEED), "--mails", str(MAILS), "--kills", str(KILLS), "--timeout", "120", "--output", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=220)
    if not checks.check("chaos: it ran to its end", chaos.stdout.startswith(b"{"), chaos.stderr.decode(errors="replace")[-2000:]):
        return
    report = json.loads(chaos.stdout)
    checks.equal("chaos: all accepted in the end", report["accepted"], MAILS)
    checks.equal("chaos: as many kills as asked for", sum(report["kills"].values()), KILLS)
    checks.check("chaos: requests published twice, feedback told again", report["requestsSentTwice"] > 0 and report["feedbackToldAgain"] > 0, report)
    checks.check("chaos: calls of ports failed", report["portCallsFailed"] > 0, report)
    for column in ("lost", "repeated", "unsettled", "queued", "misplaced", "unsuppressed", "miscounted"):
        checks.check(f"chaos: none {column}", report[column] == 0, (report[column], report["examples"], report["folder"]))
    checks.equal("chaos: exit code", chaos.returncode, 0)


checks.main(run)
