"""The code of a document: what stands in a fence that a comment names, such as "run: publish.py"."""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[3]


def snippets(document):
    """{file name: (what to do with it, its text)}, in the document's order."""
    text = (ROOT / "docs" / document).read_text()
    found = {}
    for use, name, body in re.findall(r"^<!-- (\w+): (\S+) -->\n```\w+\n(.*?)^```$", text, re.M | re.S):
        assert name not in found, f"{document} names {name} twice"
        found[name] = (use, body)
    return found
