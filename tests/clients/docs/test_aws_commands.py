"""Every aws command in the documents is one the aws CLI has, with options it has. What it answers is for other tests.
host: none
"""
import pathlib
import re
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "python")]
from awscli.clidriver import create_clidriver  # noqa: E402
from checks import check, equal, main  # noqa: E402
from document import ROOT  # noqa: E402

DRIVER = create_clidriver()
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(text):
    """The aws commands of a page, without what is between quotes: in code blocks, lines that go on joined, and in inline code."""
    fences = re.findall(r"^ *```(?:bash|console|sh)\n(.*?)^ *```$", text, re.M | re.S)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```$", "", text, flags=re.M | re.S))
    for code in fences + inline:
        code = code.replace("\\\n", " ")
        code = re.sub(r"<<'?JSON'?\n.*?\nJSON\n", "\n", code, flags=re.S)
        code = re.sub(r"'[^']*'", "'…'", code, flags=re.S)
        code = re.sub(r"\"(?!\$\()[^\"]*\"", '"…"', code, flags=re.S)
        yield from (match.group(0) for match in re.finditer(r"(?:(?<=^)|(?<=\$ )|(?<=\$\()|(?<=do ))aws [a-z0-9]+ [^|;)\n]*", code, re.M))


def problem(command):
    words = command.split()[1:]
    service = DRIVER.subcommand_table.get(words[0])
    if service is None:
        return f"no service {words[0]}"
    level, rest = service, words[1:]
    while rest and not rest[0].startswith("-"):
        table = getattr(level, "subcommand_table", None) or getattr(level, "_get_command_table", dict)()
        if rest[0] not in table:
            if not table:
                break
            return f"no command {rest[0]}"
        level, rest = table[rest[0]], rest[1:]
    if level is service:
        return "no command"
    known = set(level.arg_table) | set(DRIVER.arg_table)
    return next((f"no option {word}" for word in rest if word.startswith("--") and word[2:].split("=")[0] not in known), None)


def all_are_there():
    count = 0
    for page in PAGES:
        found = list(commands(page.read_text()))
        count += len(found)
        equal(f"docs: the aws commands of {page.relative_to(ROOT)}", [(c, problem(c)) for c in found if problem(c)], [])
    check("docs: there are many", count > 80, count)


def mistakes_are_noticed():
    for command in ("aws sqz list-queues", "aws sqs lst-queues", "aws sqs list-queues --prefix x", "aws s3 cpy a b", "aws cloudformation wait stack-done"):
        check(f"docs: '{command}' would be noticed", problem(command))


main(all_are_there, mistakes_are_noticed)
