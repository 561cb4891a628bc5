"""The aws commands in the pages for support are those that the guide's tests run.
host: none
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tests" / "clients" / "python"), str(ROOT / "tests" / "clients" / "guide")]
from checks import check, equal, main  # noqa: E402
from commands import COMMANDS  # noqa: E402

PAGES = ["docs/ai/DIAGNOSTIC_QUERIES.md", "docs/ai/FEATURE_GUIDE.md", "docs/TROUBLESHOOTING.md", "docs/BOUNCE_RATE_PROTECTION.md"]


def words(command):
    """The command without line ends and the blanks that only make it pretty."""
    return " ".join(command.replace("\\\n", " ").split())


def commands_are_tried():
    tried = {words(command) for _, command, _ in COMMANDS}
    for page in PAGES:
        blocks = re.findall(r"^ *```bash\n(.*?)^ *```$", (ROOT / page).read_text(), re.M | re.S)
        found = [words(block) for block in blocks if block.lstrip().startswith("aws ")]
        check(f"docs: {page} has commands", len(found) >= 3)
        equal(f"docs: each of {page} is tried", [command for command in found if command not in tried], [])


main(commands_are_tried)
